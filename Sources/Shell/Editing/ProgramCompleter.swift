import Diagnostics
import Language
import Terminal

/// An option of the program itself.
package struct ProgramOption: Sendable, Hashable {
  /// With its dashes.
  package var name: String
  package var takesValue: Bool
  package var summary: String

  package init(name: String, takesValue: Bool, summary: String) {
    self.name = name
    self.takesValue = takesValue
    self.summary = summary
  }
}

/// `falsh --complete LINE CURSOR`: completes a line as it is typed at the
/// prompt, or, if it begins with `falsh`, one of another shell.
package struct ProgramCompleter: Sendable {
  private let session: Session
  private let options: [ProgramOption]
  /// Words that are no commands of the shell, but of the program.
  private let subcommands: [(name: String, summary: String)]

  package init(session: Session, options: [ProgramOption], subcommands: [(name: String, summary: String)]) {
    self.session = session
    self.options = options
    self.subcommands = subcommands
  }

  /// - Parameter cursor: in Unicode's scalars, as shells count.
  package func report(on line: String, at cursor: Int) async -> CompletionReport {
    let before = String(String.UnicodeScalarView(line.unicodeScalars.prefix(max(0, cursor))))
    let shellLine = ShellLine(before[...])
    if let arguments = shellLine.arguments(of: "falsh") { return report(on: line, shellLine, arguments) }
    let offset = before.utf8.count
    guard let offered = await Completer(session: session).offered(in: line, at: offset) else {
      return .none(line, at: offset)
    }
    return CompletionReport(
      line: line, replacing: offered.replacing, candidates: offered.entries.map { .init($0, as: $1) },
      note: offered.note)
  }

  // MARK: Words of another shell

  private func report(on line: String, _ shellLine: ShellLine, _ arguments: [String]) -> CompletionReport {
    let end = shellLine.current.start
    var report = CompletionReport.none(line, at: end)
    report.replacing = SourceRange(end, max(end, end + (line.utf8.count - end)))
    report.candidates = candidates(behind: arguments, shellLine.current.text)
    return report
  }

  private func candidates(behind arguments: [String], _ word: String) -> [CompletionReport.Candidate] {
    var rest = arguments[...]
    while let first = rest.first, first.hasPrefix("-"), first != "-" {
      rest = rest.dropFirst()
      guard options.contains(where: { $0.name == first && $0.takesValue }) else { continue }
      guard rest.first != nil else { return value(of: first, word) }
      rest = rest.dropFirst()
    }
    guard let name = rest.first else { return firstWords(word) }
    if name.hasSuffix(".fal") { return scriptArguments(name, Array(rest.dropFirst()), word) }
    return callArguments(Array(rest), word)
  }

  private func value(of option: String, _ word: String) -> [CompletionReport.Candidate] {
    guard option.contains("allow") else { return [] }
    return session.files.suggestions(for: word).filter { $0.kind == .folder }.map { $0.candidate() }
  }

  /// What may stand first: options, commands, models, scripts.
  private func firstWords(_ word: String) -> [CompletionReport.Candidate] {
    if word.hasPrefix("-") {
      return options.map { Suggestion($0.name, $0.summary, .option) }.matching(word).map { $0.candidate() }
    }
    let own = subcommands.map { Suggestion($0.name, $0.summary, .command) }.filter { $0.text.hasPrefix(word) }
    let calls = Completer(session: session).offer(in: word, at: word.utf8.count, seeing: nil).suggestions
      .filter { $0.kind != .keyword }
    let scripts = session.files.suggestions(for: word).filter { $0.kind == .folder || $0.text.hasSuffix(".fal") }
    // A beginning of what there is here means that.
    let isHere = !own.isEmpty || !scripts.isEmpty
    return (own + scripts + calls.filter { !isHere || $0.text.hasPrefix(word) }).map { $0.candidate() }
  }

  private func scriptArguments(
    _ path: String, _ arguments: [String], _ word: String
  ) -> [CompletionReport.Candidate] {
    if let sign = word.firstIndex(of: "=") {
      let value = String(word[word.index(after: sign)...])
      return session.files.suggestions(for: value).map { $0.candidate(behind: String(word[...sign])) }
    }
    let given = Set(arguments.compactMap { $0.split(separator: "=", maxSplits: 1).first.map(String.init) })
    let help = Suggestion("--help", "lists the script's parameters", .option)
    return (ScriptOutline(path, in: session).suggestions(given: given) + (word.hasPrefix("-") ? [help] : []))
      .matching(word).map { $0.candidate() }
  }

  /// Arguments are those of a line that says the same at the prompt.
  private func callArguments(_ arguments: [String], _ word: String) -> [CompletionReport.Candidate] {
    let before = Parser.parse(words: arguments).source.text + " "
    let (lead, value) = word.divided
    let isPlain = !value.contains { $0.isWhitespace || "|;()[]{}\"'$#&\\".contains($0) }
    let text = before + lead + (isPlain ? value : String(value.sourceLiteral.dropLast()))
    let offering = Completer(session: session).offer(in: text, at: text.utf8.count, seeing: nil)
    guard offering.replacing.start >= before.utf8.count else { return [] }
    // What of the word stands before what is replaced.
    let kept = isPlain ? String(word.utf8.prefix(word.utf8.count - offering.context.prefix.utf8.count)) ?? "" : lead
    return offering.suggestions.filter { $0.kind != .variable }.map { $0.candidate(behind: kept) }
  }
}

extension CompletionReport.Candidate {
  fileprivate init(_ suggestion: Suggestion, as candidate: Completion.Candidate) {
    let end = candidate.closesWith
    self.init(
      text: end == " " ? candidate.text : candidate.text + end.filter { $0 != " " }, kind: suggestion.kind,
      description: candidate.detail, isOpen: !end.hasSuffix(" "))
  }
}

extension Suggestion {
  fileprivate func candidate(behind lead: String = "") -> CompletionReport.Candidate {
    CompletionReport.Candidate(text: lead + text, kind: kind, description: detail, isOpen: isOpen)
  }
}

extension String {
  /// `name=`, `@` or `name=@`, and the value behind it.
  fileprivate var divided: (lead: String, value: String) {
    var lead = ""
    var rest = self[...]
    let isNamePart: (Character) -> Bool = { $0.isLetter || $0.isNumber || "-_.[]".contains($0) }
    if let sign = firstIndex(of: "="), self[..<sign].allSatisfy(isNamePart) {
      lead = String(self[...sign])
      rest = self[index(after: sign)...]
    }
    if rest.hasPrefix("@") { return (lead + "@", String(rest.dropFirst())) }
    return (lead, String(rest))
  }
}

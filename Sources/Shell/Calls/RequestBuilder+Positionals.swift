import Diagnostics
import JSON
import Language
import ModelSchema

extension RequestBuilder {
  mutating func addPositional(_ argument: Argument) {
    switch argument.content {
    case .word(let word): addWord(word, at: argument.range)
    case .value(let value): offer(value, at: argument.range)
    case .block: problem(.blockForModel(name), at: argument.range)
    case .unknown(let shape): offer(shape, at: argument.range)
    case .flag: hasUnknownPositional = true
    }
  }

  /// A bare word is the text if it is the only one and looks like nothing
  /// else: a path, a URL or a sentence without quotes costs money if guessed.
  private mutating func addWord(_ word: String, at range: SourceRange) {
    if word.isBareFile { return problem(.bareFile(word), at: range) }
    let words = bareWords
    guard words.count > 1 else { return texts.append((word, range)) }
    guard range == words.first else { return }
    let whole = words.reduce(range) { $0.union($1) }
    let text = String(invocation.source[whole])
    let line = invocation.source.line(replacing: whole, with: "\"\(text)\"")
    problem(.bareSentence(text, count: words.count, in: invocation, line: line), at: whole)
  }

  private var bareWords: [SourceRange] {
    invocation.arguments.compactMap { argument in
      guard case .positional = argument.role, case .word = argument.content else { return nil }
      return argument.range
    }
  }

  /// A value that is piped in or given without a name: its media and its
  /// text are offered to the model.
  mutating func offer(_ value: Value, at range: SourceRange) {
    if let items = value.items { return items.forEach { offer($0, at: range) } }
    switch value {
    case .data(.string(let text)): texts.append((text, range))
    case .data(.number), .data(.bool): texts.append((value.text, range))
    case .data(.null): problem(nothingToGive(at: range), at: range)
    case .data(let json): offerMedia(Media.all(in: json), text: nil, at: range)
    case .handle(let result as ModelResult): offer(result, at: range)
    case .handle(let file as LocalFile): offer(file, at: range)
    case .handle(let file as RemoteFile):
      offer(.url(file.url), kind: FileType(name: file.url).kind, label: file.url, at: range)
    case .handle(is Nothing): problem(nothingToGive(at: range), at: range)
    case .handle(let handle): handle.text.map { texts.append(($0, range)) }
    case .list: break
    }
  }

  private func nothingToGive(at range: SourceRange) -> Diagnostic {
    var diagnostic = Diagnostic.nothingToGive(name)
    if range == invocation.name.range, let piped = invocation.inputRange {
      diagnostic.notes.append(Diagnostic.Note("this gives nothing", at: piped))
    }
    return diagnostic
  }

  private mutating func offer(_ result: ModelResult, at range: SourceRange) {
    draft.parents.append(result.origin.requestID)
    offerMedia(result.primaryMedia, text: result.text, at: range)
  }

  /// A result without media gives its text.
  private mutating func offerMedia(_ media: [Media], text: String?, at range: SourceRange) {
    for medium in media where medium.isPrimary {
      let label = medium.path.steps.isEmpty ? medium.kind.rawValue : medium.path.description
      offer(.url(medium.url), kind: medium.kind, label: label, at: range)
    }
    guard media.isEmpty else { return }
    if let text { texts.append((text, range)) } else { problem(.nothingToConnect(name), at: range) }
  }

  private mutating func offer(_ file: LocalFile, at range: SourceRange) {
    let kind = FileType(name: file.name).kind
    guard kind == .other, FileType(name: file.name).mediaType.hasPrefix("text/") else {
      return offer(.file(file), kind: kind, label: file.name, at: range)
    }
    texts.append((text(of: file, at: range), range))
  }

  private mutating func offer(_ source: Offered.Source, kind: MediaKind, label: String, at range: SourceRange) {
    offered.append(Offered(source: source, offer: Offer(kind: kind, label: label), range: range))
  }

  /// The content of a text file.
  mutating func text(of file: LocalFile, at range: SourceRange) -> String? {
    do {
      return try files.text(of: file)
    } catch let failure as Failure {
      problem(failure.diagnostic, at: range)
    } catch {}
    return nil
  }
}

extension Diagnostic {
  fileprivate static func blockForModel(_ name: String) -> Diagnostic {
    Diagnostic(code: "extra-argument", "\(name) takes no block")
  }

  static func bareFile(_ word: String) -> Diagnostic {
    Diagnostic(code: "bare-file", "a file is marked with @", help: "@\(word); as text: \"\(word)\"")
  }

  /// - Parameter line: the line as it should have been.
  static func bareSentence(
    _ text: String, count: Int, in invocation: Invocation, line: String
  ) -> Diagnostic {
    let correction = "\(invocation.name.value) \"\(text)\""
    return Diagnostic(
      code: "bare-sentence", "\(count) words where one text goes", help: correction, correction: line)
  }

  fileprivate static func nothingToGive(_ name: String) -> Diagnostic {
    Diagnostic(code: "nothing-piped", "there is nothing to give to \(name)")
  }

  fileprivate static func nothingToConnect(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "nothing-to-connect", "what is given to \(name) has neither media nor a text",
      help: "to say it in full: name=$in.field")
  }
}

extension String {
  /// Whether a word without quotes is more likely a file than a text.
  var isBareFile: Bool {
    contains("://") || hasPrefix("./") || hasPrefix("../") || hasPrefix("~/") || FileType(name: self).kind != .other
  }
}

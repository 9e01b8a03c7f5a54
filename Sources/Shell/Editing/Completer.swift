import Diagnostics
import Language
package import Terminal

/// What Tab offers: the parser says where the cursor stands, and whoever
/// knows that place offers what fits there. It never waits for the network.
package struct Completer: Sendable {
  let session: Session

  package init(session: Session) { self.session = session }

  /// What fits at the cursor; nil if nothing does.
  /// - Parameter offset: the cursor, in bytes of UTF-8.
  package func completion(of line: String, at offset: Int) async -> Completion? {
    await offered(in: line, at: offset)?.completion
  }

  /// The same on a thread that may block, and at once.
  func completionNow(of line: String, at offset: Int) -> Completion? {
    let context = Parser.completionContext(in: line, at: offset)
    let isSeen = !context.needsView || session.hasValue(for: context)
    let view = isSeen ? nil : awaitBriefly(milliseconds: 100) { await self.view(of: line, at: context) }
    return WrittenOffering(offer(in: line, at: offset, seeing: view), line, offset)?.completion
  }

  /// What fits, and how it is written down; nil if nothing does.
  func offered(in line: String, at offset: Int) async -> WrittenOffering? {
    let context = Parser.completionContext(in: line, at: offset)
    let view = context.needsView ? await self.view(of: line, at: context) : nil
    return WrittenOffering(offer(in: line, at: offset, seeing: view), line, offset)
  }

  /// All that fits at a place of a line, before it is written down.
  ///
  /// - Parameter view: what `check` knows at the cursor.
  func offer(in line: String, at offset: Int, seeing view: ProgramView?) -> Offering {
    let context = Parser.completionContext(in: line, at: offset)
    return CursorPlace(context: context, session: session, view: view).offering
  }

  private func view(of line: String, at context: CompletionContext) async -> ProgramView {
    let before = String(decoding: line.utf8.prefix(context.replacing.end), as: UTF8.self)
    let source = SourceText(name: "prompt", text: before)
    let host = SessionHost(session: session, permissions: .prompt)
    let program = Parser.parse(source, origin: .paste).program
    // What is piped in is known where the stage before ends.
    let place = context.isAboutInput ? context.input?.range.end ?? source.count : source.count
    return await Catalogue.$asksNobody.withValue(true) {
      await Checker(host: host, source: source, scope: session.scope).view(of: program, at: place)
    }
  }
}

extension CompletionContext {
  /// Whether it is about a field or a place of `$in`.
  fileprivate var isAboutInput: Bool {
    switch kind {
    case .step("in", _), .index("in", _): true
    default: false
    }
  }

  /// Whether it is about a value, which may be one that the line is going to
  /// make.
  fileprivate var needsView: Bool {
    switch kind {
    case .step, .index: true
    default: false
    }
  }
}

/// What is offered, and for what.
struct Offering: Sendable {
  var context: CompletionContext
  /// Takes the place of what was typed.
  var replacing: SourceRange
  var suggestions: [Suggestion] = []
  /// What fits, in words, where not all of it can be listed.
  var note = ""

  init(_ context: CompletionContext, _ suggestions: [Suggestion] = [], note: String = "") {
    self.context = context
    replacing = context.replacing
    self.suggestions = suggestions
    self.note = note
  }
}

/// What is offered, as the line would say it.
struct WrittenOffering: Sendable {
  /// In the order of what was offered, without what the place cannot hold.
  let entries: [(suggestion: Suggestion, candidate: Completion.Candidate)]
  let replacing: SourceRange
  let note: String

  /// Nil if there is nothing to show.
  init?(_ offering: Offering, _ line: String, _ offset: Int) {
    let behind = String(decoding: line.utf8.dropFirst(offset), as: UTF8.self)
    let insertion = Insertion(context: offering.context, behind: behind)
    entries = offering.suggestions.compactMap { suggestion in
      insertion.candidate(suggestion).map { (suggestion, $0) }
    }
    guard !entries.isEmpty || !offering.note.isEmpty else { return nil }
    (replacing, note) = (offering.replacing, offering.note)
  }

  var completion: Completion {
    Completion(
      replacing: replacing.start..<max(replacing.start, replacing.end), candidates: entries.map(\.candidate),
      note: note)
  }
}

/// The cursor in a line, and the session that the line is typed in.
struct CursorPlace: Sendable {
  let context: CompletionContext
  let session: Session
  /// What `check` knows at the cursor, if it was asked.
  let view: ProgramView?

  var prefix: String { context.prefix }

  var offering: Offering {
    switch context.kind {
    case .callName(let piped): Offering(context, callNames(piped: piped != nil))
    case .argument: arguments
    case .parameterValue(let path): parameterValue(at: path)
    case .key(let path, let given): Offering(context, keys(at: path, given: given))
    case .option: Offering(context, options)
    case .operand: Offering(context, operands)
    case .variable: Offering(context, variables)
    case .file(let path): Offering(context, files(for: path))
    case .job: Offering(context, jobs)
    case .step(let variable, let path): Offering(context, fields(of: variable, path))
    case .index(let variable, let path): Offering(context, indices(of: variable, path))
    case .keyword(let word): Offering(context, [Suggestion(word, "", .keyword)])
    case .none: Offering(context)
    }
  }

  private var jobs: [Suggestion] {
    let latest = session.jobs.latestValue.map { [Suggestion("%", "the latest result: \($0.kindName)", .job)] } ?? []
    return (latest + JobArgument.candidates(prefix, in: session)).filter { $0.text.hasPrefix(prefix) }
  }

  /// The files that a parameter takes; all of them where nobody says what
  /// kind is wanted.
  private func files(for path: [String]) -> [Suggestion] {
    let files = session.files.suggestions(for: prefix)
    guard let wanted = wantedKinds(at: path) else { return files }
    return files.ofKinds(wanted)
  }
}

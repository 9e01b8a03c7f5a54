import Diagnostics
import FalProtocol
import JSON
import Language
import ModelSchema

/// Opens media in the system's viewer.
struct OpenCommand: Command {
  private static let value = Omittable(
    "what", AnyArgument.self, "a file, URL or result; the latest result if not given")

  static let name = "open"

  static let manual = Manual(
    name: name, group: .files, summary: "opens media in the system's viewer; at the prompt only", input: .optional,
    parameters: [value],
    examples: """
      > open no-such-file.png
      prompt:1:6: error: there is no file 'no-such-file.png'
       1 | open no-such-file.png
         |      ^^^^^^^^^^^^^^^^
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard session.isInteractive else { throw Failure(.badInput, .promptOnly) }
    let places = try await Viewable.places(of: call, Self.value, in: session)
    for place in places { try await open(place, session) }
    return .nothing
  }

  private func open(_ place: String, _ session: Session) async throws {
    guard !DataURL.isDataURL(place) else { throw Failure(.badInput, .nowhere) }
    do {
      let line = "\(Self.opener) \(Self.quoted(place)) >/dev/null 2>&1"
      _ = try await ShellCommand(line: line, input: nil, session: session).run()
    } catch is Failure {
      throw Failure(.fail, .notOpened(by: Self.opener, place))
    }
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    guard session.isInteractive else {
      return [Diagnostic.promptOnly.located(in: call.invocation.source, at: call.invocation.name.range)]
    }
    return Viewable.problems(of: call, Self.value, in: session)
  }

  #if os(macOS)
    private static let opener = "open"
  #else
    private static let opener = "xdg-open"
  #endif

  private static func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }
}

/// What can be looked at: places that a viewer finds.
enum Viewable {
  /// Absolute paths, and URLs of the web, of what a command was given.
  /// - Throws: `Failure` if there are none.
  static func places(
    of call: CommandCall, _ parameter: Omittable<AnyArgument>, in session: Session
  ) async throws -> [String] {
    var value = try call[parameter]?.value
    if value == nil { value = try await call.input }
    guard let given = try await (value ?? session.jobs.latestValue)?.settled() else {
      throw Failure(.badInput, .nothingToLookAt(call.manual))
    }
    do {
      let places = try self.places(in: given, session)
      guard !places.isEmpty else { throw Failure(.badInput, .nothingToLookAt(call.manual)) }
      return places
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: parameter))
    }
  }

  /// What is wrong with a file that is named literally.
  static func problems(of call: CommandCall, _ parameter: any DeclaredParameter, in session: Session) -> [Diagnostic] {
    let content = call.arguments[parameter.name]?.first?.content
    guard case .word(let word)? = content, !isURL(word) else { return [] }
    return LocalFile.problems(of: call, parameter, in: session)
  }

  private static func isURL(_ text: String) -> Bool {
    text.hasPrefix("https://") || text.hasPrefix("http://") || DataURL.isDataURL(text)
  }

  private static func places(in value: Value, _ session: Session) throws -> [String] {
    if let items = value.items { return try items.flatMap { try places(in: $0, session) } }
    switch value {
    case .handle(let result as ModelResult): return result.primaryMedia.map(\.url)
    case .handle(let file as LocalFile): return [file.absolutePath]
    case .handle(let file as RemoteFile): return [file.url]
    case .data(.string(let text)):
      return isURL(text) ? [text] : [try session.files.localFile(text).absolutePath]
    default: return Media.all(in: value.json).filter(\.isPrimary).map(\.url)
    }
  }
}

extension Diagnostic {
  fileprivate static var promptOnly: Diagnostic { Diagnostic(code: "prompt-only", "open works at the prompt only") }

  fileprivate static func notOpened(by opener: String, _ place: String) -> Diagnostic {
    Diagnostic(code: "not-opened", "\(opener) could not be started, or does not open it", help: "it is at \(place)")
  }

  /// Of a medium that is written out in its own URL.
  fileprivate static var nowhere: Diagnostic {
    Diagnostic(code: "not-opened", "it stands in the result itself, where no viewer finds it", help: "% | save")
  }

  fileprivate static func nothingToLookAt(_ manual: Manual) -> Diagnostic {
    Diagnostic(
      code: "no-media", "there is no picture, sound or video in it", help: "a file, a URL, or % | \(manual.name)")
  }
}

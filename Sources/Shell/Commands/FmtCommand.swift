import Diagnostics
import JSON
import Language

/// Lays a script out.
struct FmtCommand: Command {
  private static let files = Repeated("file", PathArgument.self, "the scripts")
  private static let check = Flag("check", "changes nothing, and fails if there is something to change")

  static let name = "fmt"

  static let manual = Manual(
    name: name, group: .scripts, summary: "lays scripts out, in place; their meaning stays",
    parameters: [files, check],
    examples: """
      > "print   1" | save untidy.fal
      untidy.fal
      > fmt untidy.fal
      untidy.fal
      > fmt untidy.fal --check
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    var changed: [Value] = []
    for file in try await LocalFile.given(to: call, Self.files, in: session) {
      let source = SourceText(name: file.path, text: try text(of: file, call, session))
      let text = try formatted(source, in: session)
      guard text != source.text else { continue }
      if !call[Self.check] { try rewrite(file, text, in: session) }
      changed.append(.handle(file))
    }
    if call[Self.check], !changed.isEmpty { throw Failure(.fail, .untidy(changed)) }
    return changed.isEmpty ? .nothing : changed.count == 1 ? changed[0] : .list(changed)
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    LocalFile.problems(of: call, Self.files, in: session)
  }

  private func text(of file: LocalFile, _ call: CommandCall, _ session: Session) throws -> String {
    do {
      return try session.files.text(of: file)
    } catch let failure as Failure {
      throw Failure(.usage, failure.diagnostic).located(in: call.invocation.source, at: call.range(of: Self.files))
    }
  }

  private func formatted(_ source: SourceText, in session: Session) throws -> String {
    switch Formatter.format(source, origin: .file) {
    case .success(let text): return text
    case .failure(let refusal):
      for diagnostic in refusal.diagnostics.dropFirst() { session.console.report(diagnostic) }
      guard let first = refusal.diagnostics.first else { throw Failure(.usage, .unreadable(source.name)) }
      throw Failure(.usage, first)
    }
  }

  private func rewrite(_ file: LocalFile, _ text: String, in session: Session) throws {
    let writer = try FileWriter(file.path, in: session.files, replaces: true)
    try writer.write(Array(text.utf8))
    try writer.finish()
  }
}

extension Diagnostic {
  fileprivate static func untidy(_ files: [Value]) -> Diagnostic {
    let names = files.map { $0.json.string ?? "" }.joined(separator: ", ")
    return Diagnostic(code: "untidy", "\(names) \(files.count == 1 ? "is" : "are") not laid out", help: "fmt \(names)")
  }

  fileprivate static func unreadable(_ name: String) -> Diagnostic {
    Diagnostic(code: "unreadable", "'\(name)' cannot be read as a script")
  }
}

import Diagnostics
import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A line in the user's editor, which comes back onto the edit line.
struct EditCommand: Command {
  private static let line = Omittable("line", String.self, "what to edit; the last line that was typed if not given")

  static let name = "edit"

  static let manual = Manual(
    name: name, group: .shell, summary: "opens a line in $EDITOR and puts it back on the edit line",
    parameters: [line],
    details: """
      What is saved there stands on the edit line, and runs at Enter. $VISUAL goes before $EDITOR; without either \
      it is vi.
      """,
    examples: """
      > edit "print 5"
      edit: print 5
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard session.isInteractive else { throw Failure(.badInput, .noEditor) }
    let text = try call[Self.line] ?? session.typedLines.last { !$0.hasPrefix(Self.name) } ?? ""
    let file = try TemporaryFile(holding: text + "\n", in: session.environment.variables["TMPDIR"] ?? "/tmp")
    defer { file.remove() }
    _ = try await ShellCommand(line: "\(editor(session)) \(file.path)", input: nil, session: session).run()
    let edited = try session.files.text(of: session.files.localFile(file.path))
    session.propose(edited.trimmingNewlines)
    return .nothing
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    guard !session.isInteractive else { return [] }
    return [Diagnostic.noEditor.located(in: call.invocation.source, at: call.invocation.name.range)]
  }

  private func editor(_ session: Session) -> String {
    let variables = session.environment.variables
    return [variables["VISUAL"], variables["EDITOR"]].compactMap(\.self).first { !$0.isEmpty } ?? "vi"
  }
}

/// A file for the time that another program looks at it, readable to its
/// owner only.
private struct TemporaryFile {
  let path: String

  /// - Throws: `Failure` if it cannot be written.
  init(holding text: String, in folder: String) throws {
    var name = Array("\(folder)/falsh-XXXXXX.fal".utf8CString)
    let descriptor = mkstemps(&name, Int32(".fal".utf8.count))
    guard descriptor >= 0 else { throw Failure(.fail, .cannotWrite(folder, errno)) }
    defer { close(descriptor) }
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard Array(text.utf8).withUnsafeBytes({ writeWhole($0, to: descriptor) }) == 0 else {
      unlink(path)
      throw Failure(.fail, .cannotWrite(folder, errno))
    }
  }

  func remove() { unlink(path) }
}

extension String {
  /// Without the line ends that editors leave at the end of a file.
  fileprivate var trimmingNewlines: String {
    var text = self[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}

extension Diagnostic {
  fileprivate static var noEditor: Diagnostic {
    Diagnostic(code: "no-programs", "a script starts no programs; edit works at the prompt")
  }

  fileprivate static func cannotWrite(_ folder: String, _ code: Int32) -> Diagnostic {
    Diagnostic(code: "cannot-write", "cannot write to '\(folder)': \(String(cString: strerror(code)).lowercased())")
  }
}

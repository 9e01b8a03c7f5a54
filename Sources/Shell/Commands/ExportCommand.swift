import Diagnostics
import JSON
import Language
import Terminal

/// Writes the session as a script that replays.
struct ExportCommand: Command {
  private static let file = Omittable("file", PathArgument.self, "the script to write; without it, it is shown")
  private static let all = Flag("all", "keeps what led to nothing, too")
  private static let force = Flag("force", "replaces a file that is there")

  static let name = "export"

  static let manual = Manual(
    name: name, group: .session, summary: "writes what led to the session's values as a script",
    parameters: [file, all, force],
    details: """
      The script makes every value that has a name, and the latest result. The seeds that models chose are filled \
      in, ids are in full, files that were uploaded are files, and %3 is $job3.
      """,
    examples: """
      > fal-ai/z-image/turbo "a dog" seed=1 image_size=square | count
      1
      > let fox = z-image/turbo "a fox" seed=2 image_size=square
      > export
      #!/usr/bin/env falsh
      let fox = fal-ai/z-image/turbo "a fox" seed=2 image_size=square
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    var export = SessionExport(session, keepsAll: call[Self.all])
    let script = export.script()
    for warning in export.warnings { session.console.note(warning) }
    guard let path = try call[Self.file]?.path else {
      let lines = script.split(separator: "\n").map { StyledText(String($0)) }
      return .handle(Sheet(.string(script), kind: "script", text: script, lines: lines))
    }
    do {
      let writer = try FileWriter(path, in: session.files, replaces: call[Self.force])
      try writer.write(Array(script.utf8))
      try writer.finish()
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: Self.file))
    }
    session.rememberModels(ofScript: path)
    return .handle(try session.files.localFile(path))
  }
}

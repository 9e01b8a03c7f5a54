import Diagnostics
import FalProtocol
import JSON
import Language

/// Puts local files on the platform's CDN.
struct UploadCommand: Command {
  private static let files = Repeated("file", PathArgument.self, "the files to upload")
  private static let lifecycle = Named("lifecycle", Lifecycle.self, "how long they are kept: 1h, 3600, never")

  static let name = "upload"

  static let manual = Manual(
    name: name, group: .files, summary: "uploads a file and gives its URL", input: .optional,
    parameters: [files, lifecycle],
    details: """
      A file whose content was uploaded before, and is still there, is not uploaded again, unless it is to be kept \
      for a time of its own.
      """,
    examples: """
      > upload @portrait.jpg
      http[..]portrait.jpg
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let files = try await LocalFile.given(to: call, Self.files, in: session)
    let lifecycle = try call[Self.lifecycle]
    do {
      let values = try await files.asyncMap { file in
        Value.handle(RemoteFile(url: try await url(of: file, lifecycle, session)))
      }
      return values.count == 1 ? values[0] : .list(values)
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: Self.files))
    }
  }

  private func url(of file: LocalFile, _ lifecycle: Lifecycle?, _ session: Session) async throws -> String {
    guard session.plan == nil else { return "https://plan.invalid/\(file.name)" }
    guard let lifecycle else { return try await session.uploads.url(of: file) }
    return try await session.uploads.url(of: file, for: lifecycle)
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape {
    let files = call.arguments[Self.files.name] ?? []
    guard files.count == 1, call.inputShape == nil, case .constant(let value)? = call.shape(of: Self.files),
      case .handle(let file as LocalFile) = value
    else { return .anything }
    return .described(FileShape(kind: FileType(name: file.name).kind, isLocal: false))
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    LocalFile.problems(of: call, Self.files, in: session)
  }
}

import Diagnostics
import JSON
import Language

/// Puts local files on the platform's CDN.
struct UploadCommand: Command {
  private static let files = Repeated("file", PathArgument.self, "the files to upload")

  static let manual = Manual(
    name: "upload", group: .files, summary: "uploads a file and gives its URL", input: .optional,
    parameters: [files],
    details: "A file whose content was uploaded before is not uploaded again.",
    examples: """
      > upload @portrait.jpg
      http[..]portrait.jpg
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let files = try await LocalFile.given(to: call, Self.files, in: session)
    let urls = try await files.asyncMap { try await session.uploads.url(of: $0) }
    let values = urls.map { Value.handle(RemoteFile(url: $0)) }
    return values.count == 1 ? values[0] : .list(values)
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    LocalFile.problems(of: call, Self.files, in: session)
  }
}

import FalProtocol
import JSON
import Language

/// By what a step of a script is known again: its model, its input, and the
/// contents of its files, wherever they lie.
struct StepKey: Sendable, Hashable {
  let text: String

  /// - Throws: `Failure` if a file cannot be read.
  init(_ draft: Draft, in session: Session) throws {
    let uploads = session.uploads
    var input = draft.input
    for attachment in draft.attachments {
      _ = input.set(.string("content:" + (try uploads.contentHash(of: attachment.file))), at: attachment.path)
    }
    let content = try Self.withContents(input, session).sorted
    text = Self.hash("\(draft.model.endpoint)\n\(content.text)")
  }

  /// A file that was uploaded before counts by its content too; one of an
  /// earlier run by where it was then.
  private static func withContents(_ json: JSON, _ session: Session) throws -> JSON {
    switch json {
    case .string(let url):
      if let original = session.reuse.original(of: url) { return .string(original) }
      guard let file = session.uploads.file(at: url) else { return json }
      return .string("content:" + (try session.uploads.contentHash(of: file)))
    case .array(let elements): return .array(try elements.map { try withContents($0, session) })
    case .object(let members): return .object(try members.mapValues { try withContents($0, session) })
    case .null, .bool, .number: return json
    }
  }

  /// SHA-256 in hexadecimal.
  static func hash(_ text: String) -> String { ContentHash(text).text }
}

extension JSON {
  /// The same with the keys of its records in order.
  fileprivate var sorted: JSON {
    switch self {
    case .array(let elements): .array(elements.map(\.sorted))
    case .object(let members):
      .object(JSONObject(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted) }) { $1 })
    case .null, .bool, .number, .string: self
    }
  }
}

import FoundationEssentials
import JSON

/// The platform's answers, as they were kept in a folder: `models.json` and
/// `pricing.json` are pages of its API joined into one, `models-older.json`
/// has entries that are not listed any more, and `openapi-all.jsonl` a
/// document a line.
struct PlatformData {
  enum Fault: Error { case unreadable(String) }

  /// In the platform's order.
  let models: [JSON]
  let olderModels: [String: JSON]
  let prices: [String: JSON]
  let documents: [(id: String, document: JSON)]

  init(folder: String) throws {
    models = try Self.list("models", in: "models.json", of: folder)
    olderModels = Self.byID(try Self.list("models", in: "models-older.json", of: folder))
    prices = Self.byID(try Self.list("prices", in: "pricing.json", of: folder))
    documents = try Self.bytes(of: "openapi-all.jsonl", in: folder).split(separator: UInt8(ascii: "\n")).compactMap {
      let line = try JSON(parsing: Array($0))
      guard let id = line["endpoint_id"]?.string, let document = line["document"] else { return nil }
      return (id, document)
    }
  }

  private static func byID(_ values: [JSON]) -> [String: JSON] {
    Dictionary(values.compactMap { value in value["endpoint_id"]?.string.map { ($0, value) } }) { first, _ in first }
  }

  private static func list(_ key: String, in file: String, of folder: String) throws -> [JSON] {
    guard let list = try JSON(parsing: bytes(of: file, in: folder))[key]?.array else { throw Fault.unreadable(file) }
    return list
  }

  private static func bytes(of file: String, in folder: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: folder).appending(path: file)))
  }
}

extension String {
  func write(toFile path: String) throws { try Data(utf8).write(to: URL(filePath: path)) }
}

import FoundationEssentials
import JSON

/// The platform's recorded answers, which lie beside the repository on some
/// machines only.
enum RecordedData {
  private static let folder: String? = {
    var folder = URL(filePath: #filePath)
    while folder.path.count > 1 {
      folder.deleteLastPathComponent()
      let results = folder.appending(path: "shared/data/results").path
      if FileManager.default.fileExists(atPath: results) { return results }
    }
    return nil
  }()

  static var isPresent: Bool { folder != nil }

  /// The files of one kind; none if the data is not there.
  static func files(_ kind: String) -> [String] {
    guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(kind)") else {
      return []
    }
    return names.sorted().map { "\(kind)/\($0)" }
  }

  static func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(folder ?? "")/\(file)")))
  }

  static func json(_ file: String) throws -> JSON { try JSON(parsing: bytes(file)) }
}

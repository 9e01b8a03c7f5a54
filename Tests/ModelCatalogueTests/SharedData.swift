import FoundationEssentials

/// The platform's answers that the catalogue was made of, if they are at
/// hand: they are no part of the repository.
enum SharedData {
  static let folder: String? = {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while folder.path.count > 1 {
      let data = folder.appending(path: "shared/data")
      if FileManager.default.fileExists(atPath: data.path) { return data.path }
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }()

  static var isHere: Bool { folder != nil }
}

import FoundationEssentials

/// The names of all tests, as they stand in their files.
enum TestNames {
  /// - Throws: if a file cannot be read.
  static func all() throws -> Set<String> {
    let folder = URL(filePath: #filePath).appending(path: "../../../").standardized
    var names: Set<String> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix("Tests.swift") {
      let text = String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
      for line in text.split(separator: "\n") {
        let parts = line.split(separator: "`", omittingEmptySubsequences: false)
        if parts.count > 2, parts[0].hasSuffix("func ") { names.insert(String(parts[1])) }
      }
    }
    return names
  }
}

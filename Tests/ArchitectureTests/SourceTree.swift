import Foundation

/// The files of the project, found from this one.
struct SourceTree: Sendable {
  /// The folder that holds Package.swift, without a slash at its end.
  let root: String

  init(root: String) { self.root = root }

  /// The tree that this file is of.
  static let project: SourceTree = {
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.pathComponents.count > 1, !folder.appending(path: "Package.swift").isFile {
      folder.deleteLastPathComponent()
    }
    return SourceTree(root: folder.path(percentEncoded: false).trimmed(of: "/"))
  }()

  /// Names at the top level, in order.
  var topLevel: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted() }

  /// Paths of the files below a folder, as seen from the root, in order.
  func paths(below folder: String, suffix: String = "") -> [String] {
    let names = FileManager.default.enumerator(atPath: root + "/" + folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(suffix) }.map { folder + "/" + $0 }
      .filter { URL(filePath: root + "/" + $0).isFile }.sorted()
  }

  func contains(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + path) }

  /// Nil if there is no such file, or it is no UTF-8 text.
  func text(of path: String) -> String? { try? String(contentsOfFile: root + "/" + path, encoding: .utf8) }

  /// The Swift files below folders, with what each knows of its aspects.
  func swiftFiles(below folders: String...) -> [SwiftFile] {
    let files = folders.flatMap { paths(below: $0, suffix: ".swift") }.compactMap { path in
      text(of: path).map { SwiftFile(path: path, text: $0) }
    }
    let functions = Dictionary(grouping: files, by: \.stem).mapValues { aspects in
      aspects.reduce(into: Set()) { $0.formUnion($1.ownFunctions) }
    }
    return files.map { file in
      var file = file
      file.ownFunctions = functions[file.stem] ?? []
      return file
    }
  }
}

extension URL {
  fileprivate var isFile: Bool {
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path(percentEncoded: false), isDirectory: &isDirectory)
    return exists && !isDirectory.boolValue
  }
}

extension String {
  fileprivate func trimmed(of suffix: Character) -> String {
    var text = self
    while text.last == suffix { text.removeLast() }
    return text
  }
}

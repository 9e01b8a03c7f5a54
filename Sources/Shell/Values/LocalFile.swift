import JSON
import Language

/// `@path`: a file on this machine. As data it is its path.
struct LocalFile: Handle, Hashable {
  /// As it was written, so that messages and exports show what was typed.
  let path: String
  /// Absolute, with `~` expanded.
  let absolutePath: String
  /// In bytes.
  let size: Int

  var kindName: String { "file" }
  var json: JSON { .string(path) }
  static let helperNames = ["path", "name", "size"]
  var helperNames: [String] { Self.helperNames }

  /// The last part of the path.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  func helper(_ name: String) -> Value? {
    switch name {
    case "path": .data(.string(path))
    case "name": .data(.string(self.name))
    case "size": .data(JSON(size))
    default: nil
    }
  }
}

/// `@https://…`: a file elsewhere. As data it is its URL.
struct RemoteFile: Handle, Hashable {
  let url: String

  var kindName: String { "file" }
  var json: JSON { .string(url) }
  static let helperNames = ["url"]
  var helperNames: [String] { Self.helperNames }

  func helper(_ name: String) -> Value? { name == "url" ? .data(.string(url)) : nil }
}

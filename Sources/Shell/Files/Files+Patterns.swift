import Diagnostics
import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Files {
  /// Whether a path names several files: `photos/*.jpg`.
  static func isPattern(_ path: String) -> Bool { path.contains { $0 == "*" || $0 == "?" || $0 == "[" } }

  /// Whether there is a file of this very name, which may be read.
  func isFile(_ path: String) -> Bool { (try? localFile(path)) != nil }

  /// The files that a pattern names, by name.
  /// - Throws: `Failure` if there is none.
  func matches(_ pattern: String) throws -> [LocalFile] {
    var result = glob_t()
    defer { globfree(&result) }
    _ = glob(absolute(pattern), 0, nil, &result)
    var files: [LocalFile] = []
    for index in 0..<Int(result.gl_pathc) {
      guard let path = result.gl_pathv[index].map({ String(cString: $0) }) else { continue }
      if let file = try? localFile(shown(path, like: pattern)) { files.append(file) }
    }
    guard !files.isEmpty else { throw Failure(.badInput, .noMatch(pattern)) }
    return files
  }

  /// A path as the user would write it: relative if the pattern is.
  private func shown(_ path: String, like pattern: String) -> String {
    guard !pattern.hasPrefix("/"), !pattern.hasPrefix("~"), path.hasPrefix(workingDirectory + "/") else { return path }
    return String(path.dropFirst(workingDirectory.count + 1))
  }
}

extension Diagnostic {
  fileprivate static func noMatch(_ pattern: String) -> Diagnostic {
    Diagnostic(code: "no-such-file", "there is no file like '\(pattern)'")
  }
}

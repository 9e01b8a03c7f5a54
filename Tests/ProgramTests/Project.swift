import Foundation

/// Where the program and its sources lie.
enum Project {
  /// The folder that holds Package.swift, without a slash at its end.
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().pathWithoutSlash

  static let examples = root + "/examples"

  /// The folder of what was built: the program lies beside the tests.
  static let products: String = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    let tests = bundle ?? Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return tests.deletingLastPathComponent().pathWithoutSlash
  }()

  static let program = products + "/falsh"

  /// Whether the program ends itself where `FALSH_STOP_AT` says: one that is
  /// made for use does not.
  static let stopsWhereTold: Bool = {
    #if DEBUG
      true
    #else
      false
    #endif
  }()

  /// Whether a program of the system is installed.
  static func has(_ program: String) -> Bool {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }
}

extension URL {
  fileprivate var pathWithoutSlash: String {
    let path = path(percentEncoded: false)
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}

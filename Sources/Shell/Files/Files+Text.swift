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
  /// The largest file that is read as a text, in bytes.
  static let maximumTextSize = 64 << 20

  /// The content of a text file.
  /// - Throws: `Failure` if it cannot be read, is too large or is no UTF-8.
  func text(of file: LocalFile) throws -> String {
    guard file.size <= Files.maximumTextSize else { throw Failure(.badInput, .tooLarge(file)) }
    guard let text = String(validating: try bytes(of: file), as: UTF8.self) else {
      throw Failure(.badInput, .notText(file))
    }
    return text
  }

  /// The content of a file; of one that is too large for a text, the
  /// beginning.
  /// - Throws: `Failure` if it cannot be read.
  func bytes(of file: LocalFile) throws -> [UInt8] {
    let reader = try FileReader(file)
    var bytes: [UInt8] = []
    while bytes.count <= Files.maximumTextSize, let piece = try reader.next() { bytes += piece }
    return bytes
  }
}

extension Diagnostic {
  static func cannotReadFile(_ file: LocalFile, _ code: Int32) -> Diagnostic {
    Diagnostic(code: "cannot-read", "cannot read '\(file.path)': \(String(cString: strerror(code)).lowercased())")
  }

  fileprivate static func tooLarge(_ file: LocalFile) -> Diagnostic {
    Diagnostic(code: "too-large", "'\(file.path)' is too large to be read as a text")
  }

  fileprivate static func notText(_ file: LocalFile) -> Diagnostic {
    Diagnostic(code: "not-text", "'\(file.path)' is no text in UTF-8")
  }
}

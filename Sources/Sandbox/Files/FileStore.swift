import FalProtocol
import NIOCore
import Synchronization

/// The sandbox's content delivery network: what was uploaded and what models
/// have made, kept in memory, the oldest dropped when it is too much.
final class FileStore: Sendable {
  struct File: Sendable {
    let name: String
    let contentType: String
    let content: Content
  }

  /// The bytes of a file, or how to make them: the same ones each time, so
  /// that they need not be kept.
  enum Content: Sendable {
    case bytes(ByteBuffer)
    /// As they came, in order; put together when they are asked for.
    case parts(PartedBytes)
    case promised(@Sendable () throws(PlatformError) -> [UInt8])

    /// How many there are; nil if that is not known yet.
    var count: Int? {
      switch self {
      case .bytes(let bytes): bytes.readableBytes
      case .parts(let parts): parts.count
      case .promised: nil
      }
    }

    /// The bytes, which may take a while: not on a thread that others wait for.
    func made() throws(PlatformError) -> ByteBuffer {
      switch self {
      case .bytes(let bytes): bytes
      case .parts(let parts): parts.whole
      case .promised(let make): ByteBuffer(bytes: try make())
      }
    }
  }

  private struct State {
    var files: BoundedStore<File>
    var salts = 0
  }

  /// The URL below which all files lie.
  private let base: String
  private let state: Mutex<State>

  /// - Parameters:
  ///   - base: the URL of the service.
  ///   - limit: how many bytes are kept.
  init(base: String, limit: Int) {
    self.base = base
    state = Mutex(State(files: BoundedStore(limit: limit)))
  }

  /// The URL of a file that is still to come.
  /// - Parameter salt: no two files of one salt have the same name.
  func url(name: String, salt: String) -> String {
    let hash = StableHash.of("\(salt)\n\(name)")
    let folder = String(hash >> 32 | 0x1000_0000, radix: 16)
    return "\(base)/files/b/\(folder)/\(String(hash, radix: 36))_\(Self.safe(name))"
  }

  /// A salt that was not given out before, for files that come from outside.
  func newSalt() -> String {
    state.withLock { state in
      state.salts += 1
      return "upload \(state.salts)"
    }
  }

  /// Keeps a file under a URL that was reserved for it.
  func store(_ file: File, at url: String) {
    state.withLock { $0.files.insert(file, for: url, cost: file.content.count ?? 1024) }
  }

  /// Whether a URL is one of this store's, whether or not there is a file.
  func owns(_ url: String) -> Bool { url.hasPrefix(base + "/") }

  /// The file at a URL, if it is still kept; a query is ignored.
  subscript(url url: String) -> File? {
    let key = String(url.prefix { $0 != "?" && $0 != "#" })
    return state.withLock { $0.files[key] }
  }

  /// Letters that need no escape in a URL; the rest become dashes.
  private static func safe(_ name: String) -> String {
    let letters = name.unicodeScalars.suffix(80).map { scalar -> Character in
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isPlain || scalar == "." || scalar == "_" ? Character(scalar) : "-"
    }
    return letters.isEmpty ? "file" : String(letters)
  }
}

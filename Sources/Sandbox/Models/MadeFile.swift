import FalProtocol
import JSON
import MediaFiles
import NIOCore

/// A file that a model has made, or will make whenever somebody looks at it:
/// most pictures of a thousand are never looked at.
struct MadeFile: Sendable {
  let content: FileStore.Content
  let contentType: String
  let name: String

  init(bytes: [UInt8], contentType: String, name: String) {
    self.init(content: .bytes(ByteBuffer(bytes: bytes)), contentType: contentType, name: name)
  }

  /// - Parameter content: always the same, however often it is made.
  init(content: FileStore.Content, contentType: String, name: String) {
    self.content = content
    self.contentType = contentType
    self.name = name
  }

  /// The same file under another name.
  func named(_ name: String) -> MadeFile { MadeFile(content: content, contentType: contentType, name: name) }

  /// The same file with its bytes there.
  /// - Throws: what making it throws.
  func madeNow() throws(PlatformError) -> MadeFile {
    MadeFile(content: .bytes(try content.made()), contentType: contentType, name: name)
  }

  /// Puts the file on the store and tells where it is.
  /// - Parameters:
  ///   - salt: what tells this file from others of the same name.
  ///   - size: of a picture, in pixels.
  func published(in files: FileStore, salt: String, size: PixelSize? = nil) -> JSON {
    record(url: stored(in: files, salt: salt), size)
  }

  /// The file inside its URL, as `sync_mode` asks.
  /// - Throws: what making it throws.
  func inlined(size: PixelSize? = nil) throws(PlatformError) -> JSON {
    let bytes = Array(try content.made().readableBytesView)
    return record(url: DataURL(contentType: contentType, bytes: bytes).text, size)
  }

  /// The members in the platform's order; without a size in bytes, as the
  /// platform often gives them, where the file is still to be made.
  private func record(url: String, _ size: PixelSize?) -> JSON {
    var record: JSONObject = [
      "url": .string(url), "content_type": .string(contentType), "file_name": .string(name),
      "file_size": content.count.map { JSON($0) } ?? .null,
    ]
    if let size {
      record["width"] = JSON(size.width)
      record["height"] = JSON(size.height)
    }
    return .object(record)
  }

  private func stored(in files: FileStore, salt: String) -> String {
    let url = files.url(name: name, salt: salt)
    files.store(FileStore.File(name: name, contentType: contentType, content: content), at: url)
    return url
  }
}

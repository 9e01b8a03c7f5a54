import FalProtocol
import JSON
import MediaFiles
import NIOCore

/// A file that a model has made.
struct MadeFile: Sendable {
  let bytes: [UInt8]
  let contentType: String
  let name: String

  /// The same file under another name.
  func named(_ name: String) -> MadeFile { MadeFile(bytes: bytes, contentType: contentType, name: name) }

  /// Puts the file on the store and tells where it is, with the members in
  /// the platform's order.
  /// - Parameters:
  ///   - salt: what tells this file from others of the same name.
  ///   - size: of a picture, in pixels.
  ///   - inline: whether the file travels inside its URL, as `sync_mode` asks.
  func published(
    in files: FileStore, salt: String, size: PixelSize? = nil, inline: Bool = false
  ) -> JSON {
    var record: JSONObject = [
      "url": .string(inline ? DataURL(contentType: contentType, bytes: bytes).text : stored(in: files, salt: salt)),
      "content_type": .string(contentType),
      "file_name": .string(name),
      "file_size": JSON(bytes.count),
    ]
    if let size {
      record["width"] = JSON(size.width)
      record["height"] = JSON(size.height)
    }
    return .object(record)
  }

  private func stored(in files: FileStore, salt: String) -> String {
    let url = files.url(name: name, salt: salt)
    files.store(FileStore.File(name: name, contentType: contentType, bytes: ByteBuffer(bytes: bytes)), at: url)
    return url
  }
}

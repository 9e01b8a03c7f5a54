import FalProtocol
import NIOCore
import Synchronization

/// Files that arrive in parts.
final class UploadDesk: Sendable {
  private struct Upload {
    let name: String
    let contentType: String
    let url: String
    var parts: [Int: ByteBuffer] = [:]
  }

  private let uploads: Mutex<BoundedStore<Upload>>
  private let files: FileStore

  /// - Parameter limit: bytes of unfinished uploads that are kept.
  init(limit: Int, files: FileStore) {
    uploads = Mutex(BoundedStore(limit: limit))
    self.files = files
  }

  /// Begins an upload.
  /// - Returns: where the file will be, and the name of the upload.
  func start(name: String, contentType: String) -> UploadAnswer {
    let salt = files.newSalt()
    let url = files.url(name: name, salt: salt)
    let id = "part-" + String(StableHash.of(url), radix: 36)
    uploads.withLock { $0.insert(Upload(name: name, contentType: contentType, url: url), for: id, cost: 1) }
    return UploadAnswer(accessURL: url, uploadID: id)
  }

  /// Takes a part; one that is sent again replaces the first.
  /// - Returns: nil if there is no such upload.
  func add(_ bytes: ByteBuffer, number: Int, to id: String) -> MultipartUpload.Part? {
    uploads.withLock { uploads in
      guard uploads.update(id, { $0.parts[number] = bytes }) != nil else { return nil }
      uploads.charge(id, bytes.readableBytes)
      return MultipartUpload.Part(number: number, etag: "\"\(id)-\(number)\"")
    }
  }

  /// Puts the parts together.
  /// - Parameter numbers: the parts, in the order in which they belong.
  /// - Returns: where the file is; nil if the upload or a part is not there,
  ///   a part is named twice, or they are too much together.
  func complete(_ id: String, numbers: [Int]) -> UploadAnswer? {
    guard let upload = uploads.withLock({ $0.remove(id) }) else { return nil }
    let parts = numbers.compactMap { upload.parts[$0] }
    guard parts.count == Set(numbers).count, parts.count == numbers.count, let whole = PartedBytes(parts) else {
      return nil
    }
    files.store(
      FileStore.File(name: upload.name, contentType: upload.contentType, content: .parts(whole)), at: upload.url)
    return UploadAnswer(accessURL: upload.url)
  }
}

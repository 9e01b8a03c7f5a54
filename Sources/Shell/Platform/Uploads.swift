import FalClient
import FalProtocol
import Language
import Synchronization

/// Local files on the platform's CDN: a file is uploaded once, whatever its
/// name, as long as its content stays the same.
final class Uploads: Sendable {
  private let platform: Platform
  private let records: Records
  private let time: Timekeeper
  /// By the hash of the content.
  private let uploads = Mutex<[String: Settlement<String>]>([:])
  /// Large files that were sent before their content was known, by size.
  private let fresh = Mutex<[Int: Settlement<String>]>([:])
  let hashes = Mutex<[FileIdentity: String]>([:])
  /// The files behind the URLs that this session has used.
  private let places = Mutex<[String: LocalFile]>([:])

  init(platform: Platform, records: Records, time: Timekeeper) {
    self.platform = platform
    self.records = records
    self.time = time
  }

  /// The URL of a file, which is uploaded if it was not before.
  /// - Throws: `Failure`.
  func url(of file: LocalFile) async throws -> String {
    if let url = try await urlOfFresh(file) { return url }
    let hash = try contentHash(of: file)
    let upload = uploads.withLock { uploads in
      if let upload = uploads[hash] { return upload }
      let upload = Settlement { try await self.upload(file, hash: hash) }
      uploads[hash] = upload
      return upload
    }
    do {
      let url = try await upload.value()
      places.withLock { $0[url] = file }
      return url
    } catch {
      // What one no longer waits for is sent all the same.
      if !(error is CancellationError) { uploads.withLock { $0[hash] = nil } }
      throw error
    }
  }

  /// The URL of a file that is uploaded for a time of its own: nobody else is
  /// to rely on it.
  /// - Throws: `Failure`.
  func url(of file: LocalFile, for lifecycle: Lifecycle) async throws -> String {
    let url = try await send(file, lifecycle)
    places.withLock { $0[url] = file }
    return url
  }

  /// The file that this session has used by a URL; nil if there is none.
  func file(at url: String) -> LocalFile? { places.withLock { $0[url] } }

  private func upload(_ file: LocalFile, hash: String) async throws -> String {
    if let url = records.upload(of: hash, on: platform, at: time.date()), await isThere(url) { return url }
    let url = try await send(file)
    keep(url, of: file, hash: hash)
    return url
  }

  /// Whether a file that was uploaded at another time can still be read: how
  /// long files are kept is the account's to say.
  private func isThere(_ url: String) async -> Bool {
    do {
      _ = try await platform.client().download(url) { _ in throw CancellationError() }
      return true
    } catch FalError.platform {
      return false
    } catch {
      return true
    }
  }

  /// The platform could not read what it was given: the next call is to
  /// upload the file again.
  func forget(_ file: LocalFile) {
    guard let hash = try? contentHash(of: file) else { return }
    uploads.withLock { $0[hash] = nil }
    fresh.withLock { $0[file.size] = nil }
    records.forgetUpload(of: hash, on: platform)
  }

  private func send(_ file: LocalFile, _ lifecycle: Lifecycle? = nil) async throws -> String {
    do {
      return try await platform.client().upload(
        .file(path: file.absolutePath), name: file.name, contentType: FileType(name: file.name).mediaType,
        lifecycle: lifecycle)
    } catch let error as FalError {
      throw error.failure
    }
  }

  private func keep(_ url: String, of file: LocalFile, hash: String) {
    records.keep(
      upload: url, of: hash, type: FileType(name: file.name).mediaType, size: file.size, on: platform, at: time.date())
  }

  // MARK: Large files

  /// From this size on, in bytes, reading a file twice takes its time.
  private static let largeSize = 16 << 20

  /// The URL of a large file that is certainly new, as no other of its size
  /// was uploaded: it is sent while its hash is still being made.
  /// - Returns: nil where the content has to be known first.
  private func urlOfFresh(_ file: LocalFile) async throws -> String? {
    guard file.size >= Self.largeSize, !records.hasUpload(ofSize: file.size, on: platform) else { return nil }
    let (upload, isOwn) = fresh.withLock { fresh in
      if let upload = fresh[file.size] { return (upload, false) }
      let upload = Settlement { try await self.sendFresh(file) }
      fresh[file.size] = upload
      return (upload, true)
    }
    guard isOwn else {
      // It may be the same one, which is known when that has been sent.
      _ = try? await upload.value()
      try Task.checkCancellation()
      return nil
    }
    do {
      return try await upload.value()
    } catch {
      if !(error is CancellationError) { fresh.withLock { $0[file.size] = nil } }
      throw error
    }
  }

  private func sendFresh(_ file: LocalFile) async throws -> String {
    async let content = contentHash(of: file)
    let url = try await send(file)
    let hash = try await content
    uploads.withLock { $0[hash] = Settlement(url) }
    places.withLock { $0[url] = file }
    keep(url, of: file, hash: hash)
    return url
  }
}

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
  private let tasks = Mutex<[String: Task<String, any Error>]>([:])
  /// Large files that were sent before their content was known, by size.
  private let fresh = Mutex<[Int: Task<String, any Error>]>([:])
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
    let task = tasks.withLock { tasks in
      if let task = tasks[hash] { return task }
      let task = Task { try await self.upload(file, hash: hash) }
      tasks[hash] = task
      return task
    }
    do {
      let url = try await task.awaited()
      places.withLock { $0[url] = file }
      return url
    } catch {
      // What one no longer waits for is sent all the same.
      if !(error is CancellationError) { tasks.withLock { $0[hash] = nil } }
      throw error
    }
  }

  /// The file that this session has used by a URL; nil if there is none.
  func file(at url: String) -> LocalFile? { places.withLock { $0[url] } }

  private func upload(_ file: LocalFile, hash: String) async throws -> String {
    if let url = records.upload(of: hash, on: platform, at: time.date()) { return url }
    let url = try await send(file)
    keep(url, of: file, hash: hash)
    return url
  }

  private func send(_ file: LocalFile) async throws -> String {
    do {
      return try await platform.client().upload(
        .file(path: file.absolutePath), name: file.name, contentType: FileType(name: file.name).mediaType)
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
    let (task, isOwn) = fresh.withLock { fresh in
      if let task = fresh[file.size] { return (task, false) }
      let task = Task { try await self.sendFresh(file) }
      fresh[file.size] = task
      return (task, true)
    }
    guard isOwn else {
      // It may be the same one, which is known when that has been sent.
      _ = try? await task.awaited()
      try Task.checkCancellation()
      return nil
    }
    do {
      return try await task.awaited()
    } catch {
      if error is CancellationError { throw error }
      fresh.withLock { $0[file.size] = nil }
      throw error
    }
  }

  private func sendFresh(_ file: LocalFile) async throws -> String {
    async let content = contentHash(of: file)
    let url = try await send(file)
    let hash = try await content
    tasks.withLock { $0[hash] = Task { url } }
    places.withLock { $0[url] = file }
    keep(url, of: file, hash: hash)
    return url
  }
}

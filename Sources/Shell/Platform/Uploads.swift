import Crypto
import FalClient
import FalProtocol
import Language
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Local files on the platform's CDN: a file is uploaded once, whatever its
/// name, as long as its content stays the same.
final class Uploads: Sendable {
  private let platform: Platform
  private let records: Records
  private let time: Timekeeper
  private let tasks = Mutex<[String: Task<String, any Error>]>([:])
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
    let hash = try contentHash(of: file)
    let task = tasks.withLock { tasks in
      if let task = tasks[hash] { return task }
      let task = Task { try await self.upload(file, hash: hash) }
      tasks[hash] = task
      return task
    }
    do {
      let url = try await task.value
      places.withLock { $0[url] = file }
      return url
    } catch {
      tasks.withLock { $0[hash] = nil }
      throw error
    }
  }

  /// The file that this session has used by a URL; nil if there is none.
  func file(at url: String) -> LocalFile? { places.withLock { $0[url] } }

  private func upload(_ file: LocalFile, hash: String) async throws -> String {
    if let url = records.upload(of: hash, on: platform, at: time.date()) { return url }
    let type = FileType(name: file.name).mediaType
    do {
      let url = try await platform.client().upload(
        .file(path: file.absolutePath), name: file.name, contentType: type)
      records.keep(upload: url, of: hash, type: type, size: file.size, on: platform, at: time.date())
      return url
    } catch let error as FalError {
      throw error.failure
    }
  }

  /// SHA-256 of the content, in hexadecimal.
  func contentHash(of file: LocalFile) throws -> String {
    let descriptor = open(file.absolutePath, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(.badInput, .cannotReadFile(file, errno)) }
    defer { close(descriptor) }
    var hash = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Failure(.badInput, .cannotReadFile(file, errno)) }
      if count == 0 { break }
      buffer.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    return hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

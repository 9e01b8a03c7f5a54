/// A file that is written piece by piece by an asynchronous source.
actor FileDownload {
  private var writer: FileWriter?
  /// Of what has come so far; nil if nobody asks for it.
  private var hash: ContentHash?
  /// Why a piece could not be written: a full disk.
  private(set) var failure: (any Error)?

  /// - Parameter hashes: whether the hash of the content is wanted.
  /// - Throws: `Failure`, as `FileWriter` does.
  init(_ path: String, in files: Files, replaces: Bool, hashes: Bool = false) throws {
    writer = try FileWriter(path, in: files, replaces: replaces)
    hash = hashes ? ContentHash() : nil
  }

  func write(_ bytes: [UInt8]) throws {
    do {
      try writer?.write(bytes)
      hash?.add(bytes)
    } catch {
      failure = failure ?? error
      throw error
    }
  }

  /// - Returns: the hash of the content, if it was wanted.
  @discardableResult
  func finish() throws -> String? {
    guard let writer = writer.take() else { return nil }
    try writer.finish()
    return hash?.text
  }
}

/// A file that is written piece by piece by an asynchronous source.
actor FileDownload {
  private var writer: FileWriter?
  /// Why a piece could not be written: a full disk.
  private(set) var failure: (any Error)?

  /// - Throws: `Failure`, as `FileWriter` does.
  init(_ path: String, in files: Files, replaces: Bool) throws {
    writer = try FileWriter(path, in: files, replaces: replaces)
  }

  func write(_ bytes: some Collection<UInt8> & Sendable) throws {
    do {
      try writer?.write(bytes)
    } catch {
      failure = failure ?? error
      throw error
    }
  }

  func finish() throws {
    guard let writer = writer.take() else { return }
    try writer.finish()
  }
}

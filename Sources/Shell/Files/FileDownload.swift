/// A file that is written piece by piece by an asynchronous source.
actor FileDownload {
  private var writer: FileWriter?

  /// - Throws: `Failure`, as `FileWriter` does.
  init(_ path: String, in files: Files, replaces: Bool) throws {
    writer = try FileWriter(path, in: files, replaces: replaces)
  }

  func write(_ bytes: some Collection<UInt8> & Sendable) throws { try writer?.write(bytes) }

  func finish() throws {
    guard let writer = writer.take() else { return }
    try writer.finish()
  }
}

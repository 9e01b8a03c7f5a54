import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Uploads {
  /// SHA-256 of the content, in hexadecimal; read once as long as nobody
  /// writes to the file.
  /// - Throws: `Failure`.
  func contentHash(of file: LocalFile) throws -> String {
    let reader = try FileReader(file)
    let identity = FileIdentity(reader.descriptor)
    if let identity, let known = hashes.withLock({ $0[identity] }) { return known }
    var hash = ContentHash()
    while let piece = try reader.next() { hash.add(piece) }
    let text = hash.text
    // What was written meanwhile is another content.
    if let identity, FileIdentity(reader.descriptor) == identity { hashes.withLock { $0[identity] = text } }
    return text
  }
}

/// A file as it was at one time: whoever writes to it makes it another.
struct FileIdentity: Hashable {
  private let device, inode, size: Int
  /// When it was changed last, as the system writes it.
  private let changed: [UInt8]

  /// - Returns: nil if the system does not tell.
  init?(_ descriptor: Int32) {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { return nil }
    #if canImport(Darwin)
      let changed = facts.st_ctimespec
    #else
      let changed = facts.st_ctim
    #endif
    device = Int(truncatingIfNeeded: facts.st_dev)
    inode = Int(truncatingIfNeeded: facts.st_ino)
    size = Int(facts.st_size)
    self.changed = withUnsafeBytes(of: changed) { Array($0) }
  }
}

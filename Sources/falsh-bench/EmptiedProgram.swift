import ModelCatalogue

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A copy of the program whose catalogue has no models, and which is the same
/// byte for byte otherwise: what the catalogue's size costs is the difference.
struct EmptiedProgram {
  /// The program does not carry the catalogue that this one does.
  struct NotFound: Error {}

  let path: String

  init(of program: String, in scratch: ScratchFolder) throws {
    let copy = try scratch.copy(program, to: "emptied-falsh")
    guard chmod(copy, 0o755) == 0 else { throw NotFound() }
    path = copy
    let file = open(copy, O_RDWR | O_CLOEXEC)
    defer { close(file) }
    let size = Int(lseek(file, 0, SEEK_END))
    guard file >= 0, size > 0, let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
      start != MAP_FAILED
    else { throw NotFound() }
    defer { munmap(start, size) }
    try Self.empty(UnsafeMutableRawBufferPointer(start: start, count: size))
  }

  /// Leaves the first line, as of a catalogue of no models, and one long one.
  private static func empty(_ program: UnsafeMutableRawBufferPointer) throws(NotFound) {
    let facts = ModelCatalogue.shippedText
    guard let place = place(of: facts, in: program),
      let end = facts.firstIndex(of: UInt8(ascii: "\n")), let blank = facts[..<end].lastIndex(of: UInt8(ascii: " "))
    else { throw NotFound() }
    memset(place + blank + 1, Int32(UInt8(ascii: "0")), end - blank - 1)
    memset(place + end + 1, Int32(UInt8(ascii: " ")), facts.count - end - 1)
  }

  private static func place(
    of wanted: UnsafeRawBufferPointer, in program: UnsafeMutableRawBufferPointer
  ) -> UnsafeMutableRawPointer? {
    guard let first = wanted.first, let base = wanted.baseAddress, let start = program.baseAddress else { return nil }
    var offset = 0
    while offset + wanted.count <= program.count,
      let found = memchr(start + offset, Int32(first), program.count - wanted.count - offset + 1)
    {
      if memcmp(found, base, wanted.count) == 0 { return found }
      offset = found - start + 1
    }
    return nil
  }
}

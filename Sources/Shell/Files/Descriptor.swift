#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes the whole of a buffer to a descriptor.
/// - Returns: the system's `errno`; 0 if all of it was written.
func writeWhole(_ buffer: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
  var rest = buffer[...]
  while !rest.isEmpty {
    let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { return count < 0 ? errno : EIO }
    rest = rest.dropFirst(count)
  }
  return 0
}

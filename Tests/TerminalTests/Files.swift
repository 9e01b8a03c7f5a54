import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A path in a fresh directory.
func temporaryPath(_ name: String) throws -> String {
  var template = Array("/tmp/terminal-tests-XXXXXX".utf8CString)
  guard let directory = mkdtemp(&template) else { throw PseudoTerminal.Timeout(description: "no directory") }
  return String(cString: directory) + "/" + name
}

func writeFile(_ text: String, to path: String) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  writeAll(text, to: descriptor)
  close(descriptor)
}

func readFile(_ path: String) -> String {
  let descriptor = open(path, O_RDONLY)
  defer { close(descriptor) }
  var bytes = [UInt8](repeating: 0, count: 1 << 20)
  let count = read(descriptor, &bytes, bytes.count)
  return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
}

/// The permissions of a file, as three octal digits in a number.
func mode(of path: String) -> Int {
  var status = stat()
  return stat(path, &status) == 0 ? Int(status.st_mode & 0o777) : -1
}

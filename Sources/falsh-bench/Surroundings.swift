#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The machine and the process that measure.
enum Surroundings {
  /// How busy the machine is, without which no figure means much.
  static var summary: String {
    var loads = [0.0, 0.0, 0.0]
    let count = getloadavg(&loads, 3)
    let load = count > 0 ? loads[0].text(digits: 2) : "unknown"
    return "\(sysconf(Int32(_SC_NPROCESSORS_ONLN))) processors, load \(load); times are medians"
  }

  /// The most memory this process had, in bytes.
  static var ownPeakMemory: Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    return usage.peakMemory
  }

  /// The environment as `name=value`, some of it replaced.
  static func variables(with replacements: [String: String]) -> [String] {
    var kept: [String] = []
    var entry = environ
    while let text = entry.pointee {
      let pair = String(cString: text)
      if replacements[String(pair.prefix { $0 != "=" })] == nil { kept.append(pair) }
      entry += 1
    }
    return kept + replacements.map { "\($0.key)=\($0.value)" }
  }

  /// The size of a file in bytes; nil if it cannot be read.
  static func fileSize(_ path: String) -> Int? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return Int(lseek(file, 0, SEEK_END))
  }
}

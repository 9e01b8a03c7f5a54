/// An `http` or `https` URL, taken apart as far as the wire needs it.
///
/// URLs that hold a user name are refused: in `https://queue.fal.run@other/`
/// the host is not the one a reader sees, and hosts decide who gets the key.
package struct WireURL: Sendable, Hashable {
  /// `http` or `https`.
  package let scheme: String
  /// In lower case; an IPv6 address keeps its brackets.
  package let host: String
  /// As written; nil is the scheme's own.
  package let port: Int?
  /// Percent-encoded; empty, or begins with a slash.
  package let path: String
  /// Percent-encoded, without the question mark; nil if there is none.
  package let query: String?

  /// Parses an absolute URL. A fragment is dropped; characters of the path
  /// that a URL may not hold are escaped.
  /// - Returns: nil for another scheme, no host, a user name, or a bad port.
  package init?(_ text: some StringProtocol) {
    guard let mark = text.utf8Range(of: "://") else { return nil }
    scheme = text[..<mark.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = text[mark.upperBound...].utf8Prefix { $0 != UInt8(ascii: "#") }
    let authority = rest.utf8Prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    guard let (host, port) = Self.splitAuthority(authority) else { return nil }
    self.host = host
    self.port = port
    let target = Self.escaped(rest[authority.endIndex...])
    let path = target.utf8Prefix { $0 != UInt8(ascii: "?") }
    self.path = String(path)
    query = path.endIndex < target.endIndex ? String(target[target.utf8.index(after: path.endIndex)...]) : nil
  }

  private init(_ base: WireURL, host: String? = nil, path: String, query: String?) {
    (scheme, port) = (base.scheme, base.port)
    self.host = host ?? base.host
    self.path = path
    self.query = query
  }

  /// The port that is connected to.
  package var effectivePort: Int { port ?? (scheme == "https" ? 443 : 80) }

  /// The host, with the port where it is not the scheme's own.
  package var authority: String { port.map { "\(host):\($0)" } ?? host }

  /// Whether scheme, host and port are the same.
  package func hasSameOrigin(as other: WireURL) -> Bool {
    scheme == other.scheme && host == other.host && effectivePort == other.effectivePort
  }

  /// The URL with `path`, which begins with a slash and is percent-encoded,
  /// behind its own; its query is replaced.
  package func appending(path: String, query: WireQuery = []) -> WireURL {
    let base = self.path.hasSuffix("/") ? String(self.path.dropLast()) : self.path
    return WireURL(self, path: base + path, query: query.isEmpty ? nil : query.text)
  }

  /// The URL with `query` in place of its own.
  package func replacing(query: WireQuery) -> WireURL {
    WireURL(self, path: path, query: query.isEmpty ? nil : query.text)
  }

  /// The URL at another host, which is one of the platform's own.
  func replacing(host: String) -> WireURL { WireURL(self, host: host, path: path, query: query) }

  /// The names and values of the query.
  package var queryItems: WireQuery { WireQuery(parsing: query ?? "") }

  /// Where a `Location` header of an answer to this URL leads; nil if it is
  /// not a URL that could be followed.
  package func resolving(location: String) -> WireURL? {
    if location.utf8Range(of: "://") != nil { return WireURL(location) }
    if location.hasPrefix("//") { return WireURL("\(scheme):\(location)") }
    let origin = "\(scheme)://\(authority)"
    if location.hasPrefix("/") { return WireURL(origin + location) }
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
    return WireURL(origin + folder + location)
  }

  /// `text` with its escapes undone; nil if they are broken.
  package static func decoded(_ text: some StringProtocol) -> String? { PercentEncoding.decode(text) }

  private static func splitAuthority(_ text: some StringProtocol) -> (host: String, port: Int?)? {
    let hostEnd = text.lastIndex(of: "]").map(text.index(after:)) ?? text.firstIndex(of: ":") ?? text.endIndex
    let host = text[..<hostEnd].lowercased()
    guard !host.isEmpty, host.utf8.allSatisfy(isHostByte) else { return nil }
    guard hostEnd < text.endIndex else { return (host, nil) }
    let digits = text[text.index(after: hostEnd)...]
    guard text[hostEnd] == ":", digits.first != "+", let port = UInt16(digits), port > 0 else { return nil }
    return (host, Int(port))
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    PercentEncoding.isUnreserved(byte) || "[]:".utf8.contains(byte)
  }

  private static func escaped(_ text: some StringProtocol) -> String {
    // One that is left to the libraries makes them escape what is escaped already.
    PercentEncoding.encode(text) { $0 > 0x20 && $0 < 0x7F && !"\\\"<>[]^`{|}".utf8.contains($0) }
  }
}

extension WireURL: CustomStringConvertible {
  /// The URL as it is sent.
  package var description: String { "\(scheme)://\(authority)\(path)" + (query.map { "?" + $0 } ?? "") }
}

extension StringProtocol {
  /// What stands before the first byte that is not `allowed`, which must be
  /// one of ASCII.
  fileprivate func utf8Prefix(while allowed: (UInt8) -> Bool) -> SubSequence {
    self[..<(utf8.firstIndex { !allowed($0) } ?? endIndex)]
  }

  /// The first place where the ASCII text `needle` stands.
  func utf8Range(of needle: StaticString) -> Range<Index>? {
    let count = needle.utf8CodeUnitCount
    guard let head = utf8.first.map({ _ in needle.utf8Start[0] }) else { return nil }
    var start = utf8.startIndex
    while let candidate = utf8[start...].firstIndex(of: head) {
      let match = zip(utf8[candidate...], 0..<count).prefix { $0 == needle.utf8Start[$1] }.count
      if match == count { return candidate..<utf8.index(candidate, offsetBy: count) }
      start = utf8.index(after: candidate)
    }
    return nil
  }
}

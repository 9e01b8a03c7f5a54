package import FalProtocol

/// Which requests go through a proxy, as the usual variables say.
package struct ProxyRules: Sendable, Hashable {
  /// A proxy.
  package struct Proxy: Sendable, Hashable {
    package let host: String
    package let port: Int
    package let isSOCKS: Bool
    /// `user:password`, decoded; nil if there is none.
    package let credentials: String?
  }

  private let http: Proxy?
  private let https: Proxy?
  private let exceptions: [String]

  /// Reads `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`, in small
  /// letters first. A value that is no proxy's URL is as good as none.
  package init(environment: [String: String]) {
    func value(_ name: String) -> String? { environment[name] ?? environment[name.uppercased()] }
    let all = value("all_proxy").flatMap(Self.proxy)
    http = value("http_proxy").flatMap(Self.proxy) ?? all
    https = value("https_proxy").flatMap(Self.proxy) ?? all
    exceptions = (value("no_proxy") ?? "").split { $0 == "," || $0 == " " }.map { $0.lowercased() }
  }

  /// The proxy for a request; nil to connect to its host.
  package func proxy(for url: WireURL) -> Proxy? {
    guard !isLoopback(url.host), !exceptions.contains(where: { covers($0, url) }) else { return nil }
    return url.scheme == "https" ? https : http
  }

  /// The sandbox runs here, and no proxy could reach it.
  private func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host.hasSuffix(".localhost") || host.hasPrefix("127.") || host == "[::1]"
  }

  private func covers(_ exception: String, _ url: WireURL) -> Bool {
    if exception == "*" || exception == url.host { return true }
    if exception == "\(url.host):\(url.effectivePort)" { return true }
    let domain = exception.drop { $0 == "*" }.drop { $0 == "." }
    return !domain.isEmpty && (url.host == domain || url.host.hasSuffix("." + domain))
  }

  private static func proxy(_ text: String) -> Proxy? {
    let parts = text.split(separator: "://", maxSplits: 1)
    guard let rest = parts.last else { return nil }
    let scheme = parts.count > 1 ? parts[0].lowercased() : "http"
    guard ["http", "https", "socks", "socks5", "socks5h"].contains(scheme) else { return nil }
    let at = rest.lastIndex(of: "@")
    let authority = at.map { rest[rest.index(after: $0)...] } ?? rest
    guard let place = WireURL("http://" + authority) else { return nil }
    let isSOCKS = scheme.hasPrefix("socks")
    return Proxy(
      host: String(place.host.filter { $0 != "[" && $0 != "]" }), port: place.port ?? (isSOCKS ? 1080 : 8080),
      isSOCKS: isSOCKS, credentials: at.flatMap { WireURL.decoded(rest[..<$0]) })
  }
}

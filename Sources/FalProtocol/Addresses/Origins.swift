/// Where each service is reached.
package struct Origins: Sendable, Hashable {
  /// A host variable that holds no host.
  package struct BadHost: Error, Hashable, Sendable {
    package let variable: String
    package let value: String

    package init(variable: String, value: String) {
      self.variable = variable
      self.value = value
    }
  }

  private let bases: [Service: WireURL]
  private let fallback: WireURL
  /// Other addresses of a service, which it answers at but never names.
  private var alternates: [Service: WireURL] = [:]

  private init(bases: [Service: WireURL], fallback: WireURL) {
    self.bases = bases
    self.fallback = fallback
  }

  /// All services under one origin, told apart by `Service.prefix`: how the
  /// sandbox is reached.
  package static func single(_ origin: WireURL) -> Origins {
    let bases = Service.allCases.map { ($0, origin.appending(path: $0.prefix)) }
    return Origins(bases: Dictionary(uniqueKeysWithValues: bases), fallback: origin)
  }

  /// The platform itself. `FAL_RUN_HOST` and `FAL_QUEUE_RUN_HOST` move the
  /// services of those names as they do in the official tools; a scheme may
  /// be written before the host, otherwise it is `https`.
  /// - Throws: `BadHost` if one of the variables holds no host.
  package static func fal(environment: [String: String]) throws(BadHost) -> Origins {
    let run = try url(environment["FAL_RUN_HOST"], or: "fal.run", variable: "FAL_RUN_HOST")
    let queue = try url(
      environment["FAL_QUEUE_RUN_HOST"], or: "\(run.scheme)://queue.\(run.authority)", variable: "FAL_QUEUE_RUN_HOST")
    var origins = Origins(
      bases: [
        .run: run, .queue: queue,
        .rest: try url(nil, or: "rest.fal.ai", variable: ""),
        .cdn: try url(nil, or: "v3b.fal.media", variable: ""),
        .api: try url(nil, or: "api.fal.ai/v1", variable: ""),
        .openapi: try url(nil, or: "fal.ai/api/openapi", variable: ""),
      ],
      fallback: run)
    // The official clients upload to the older name.
    origins.alternates[.cdn] = try url(nil, or: "v3.fal.media", variable: "")
    return origins
  }

  /// The base URL of a service.
  package func base(of service: Service) -> WireURL { bases[service] ?? fallback }

  /// The service that `url` belongs to, and what is left of its path.
  package func locate(_ url: WireURL) -> (service: Service, path: String)? {
    for service in Service.allCases {
      let bases = [base(of: service), alternates[service]].compactMap(\.self)
      if let path = bases.lazy.compactMap({ pathBelow($0, of: url) }).first { return (service, path) }
    }
    return nil
  }

  /// Whether the key may go to `url`: only to the services that take it, by
  /// scheme, host and port (and prefix, if one origin serves all), never to
  /// a host of files.
  package func mayReceiveKey(_ url: WireURL) -> Bool {
    let segments = url.path.split(separator: "/")
    guard !segments.contains(where: { $0 == "." || $0 == ".." || $0.contains("%2") }) else { return false }
    let known = first(of: url) ?? url
    return Service.allCases.contains { $0.takesKey && pathBelow(base(of: $0), of: known) != nil }
  }

  /// Whether the storage has a file at `url`, so that its token may go there.
  package func isOfFiles(_ url: WireURL) -> Bool { locate(url)?.service == .cdn }

  private func pathBelow(_ base: WireURL, of url: WireURL) -> String? {
    guard url.hasSameOrigin(as: base) else { return nil }
    guard url.path == base.path || url.path.hasPrefix(base.path + "/") else { return nil }
    return String(url.path.dropFirst(base.path.count))
  }

  private static func url(_ given: String?, or standard: String, variable: String) throws(BadHost) -> WireURL {
    let text = given.flatMap { $0.isEmpty ? nil : $0 } ?? standard
    let full = text.utf8Range(of: "://") == nil ? "https://" + text : text
    guard let url = WireURL(full.hasSuffix("/") ? String(full.dropLast()) : full) else {
      throw BadHost(variable: variable, value: text)
    }
    return url
  }
}

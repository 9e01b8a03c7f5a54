package import JSON

/// The methods that the platform's routes know.
package enum HTTPMethod: String, Sendable, CaseIterable {
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case put = "PUT"
  case delete = "DELETE"
  case patch = "PATCH"
  case options = "OPTIONS"
}

/// A request as it is sent. A body too large for memory travels beside it.
package struct WireRequest: Sendable, Hashable {
  package var method: HTTPMethod
  package var url: WireURL
  package var headers: WireHeaders
  package var body: [UInt8]

  package init(_ method: HTTPMethod, _ url: WireURL, headers: WireHeaders = [:], body: [UInt8] = []) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }

  /// A request to `route`, with `json` as its body if there is one.
  package init(_ route: Route, in origins: Origins, headers: WireHeaders = [:], json: JSON? = nil) {
    self.init(route.method, route.url(in: origins), headers: headers)
    guard let json else { return }
    self.headers["content-type"] = "application/json"
    body = Array(json.text.utf8)
  }
}

/// A whole answer.
package struct WireResponse: Sendable, Hashable {
  /// The HTTP status code.
  package var status: Int
  package var headers: WireHeaders
  package var body: [UInt8]

  package init(status: Int, headers: WireHeaders = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// An answer that holds `json`.
  package init(status: Int, headers: WireHeaders = [:], json: JSON) {
    self.init(status: status, headers: headers, body: Array(json.text.utf8))
    if self.headers["content-type"] == nil { self.headers["content-type"] = "application/json" }
  }

  /// Whether the code is one of 200 to 299.
  package var isSuccess: Bool { (200..<300).contains(status) }

  /// The body as JSON.
  /// - Throws: `WireFault.notJSON`.
  package func json() throws(WireFault) -> JSON {
    do { return try JSON(parsing: body) } catch { throw .notJSON(offset: error.offset) }
  }
}

/// An answer that is not what the wire says it must be.
package enum WireFault: Error, Hashable, Sendable {
  /// The offset, in bytes from 0, of the first one that does not fit.
  case notJSON(offset: Int)
  /// A member without which the answer means nothing.
  case missing(String)
}

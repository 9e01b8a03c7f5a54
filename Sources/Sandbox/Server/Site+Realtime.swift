import Crypto
import FalProtocol
import JSON

/// What a caller may ask over one socket.
struct RealtimeCall: Sendable {
  let site: Site
  let endpoint: EndpointID
  /// nil: the caller came with the key.
  let token: RealtimeToken?
}

/// What goes back over a socket.
enum RealtimeReply: Sendable, Hashable {
  case message(SocketMessage)
  /// The socket is closed with a word.
  case goodbye(isError: Bool)
  /// The same without one.
  case drop
  /// Nothing, for as long as the caller waits.
  case stall
}

extension Site {
  /// How long a model works on an input in real time, at pace 1, in seconds.
  private static let workingTime = 0.1

  // MARK: Opening

  func realtimeToken(_ request: SandboxRequest, isDocumented: Bool) throws(PlatformError) -> SandboxAnswer {
    let wish: RealtimeToken.Wish
    do { wish = try RealtimeToken.Wish(json: JSON(parsing: request.bytes)) } catch {
      throw PlatformError(status: 422, message: "allowed_apps: field required")
    }
    let token = JSON.string(tokens.token(for: wish, at: configuration.clock.now()).text)
    return .whole(WireResponse(status: 200, json: isDocumented ? ["token": token] : token))
  }

  /// What a request may open; nil if nothing, and then it is answered as any
  /// other. A token that has expired is told over the socket.
  func realtimeCall(for request: SandboxRequest) -> RealtimeCall? {
    guard let route = try? route(of: request), case .realtime(let endpoint) = route,
      let call = try? realtimeCall(endpoint, request)
    else { return nil }
    configuration.requestLog?("GET", String(request.target.prefix { $0 != "?" }), 101)
    return call
  }

  /// - Throws: 401 where a key is needed and there is neither key nor token;
  ///   404 if the model is not there in real time.
  func realtimeCall(_ endpoint: EndpointID, _ request: SandboxRequest) throws(PlatformError) -> RealtimeCall {
    let token = RealtimeToken(query: request.query)
    if token == nil { try authorize(.run(endpoint), request) }
    guard Models.hasApplication(of: endpoint) else { throw .noApplication(endpoint) }
    let names = ["\(endpoint)/realtime", "\(endpoint)"]
    guard let name = names.first(where: { $0.hasSuffix("/realtime") && Models.model(of: $0) != nil }),
      let model = try? EndpointID(name)
    else { throw PlatformError(status: 404, message: "Path /realtime not found") }
    return RealtimeCall(site: self, endpoint: model, token: token)
  }

  // MARK: Inputs

  func replies(to bytes: [UInt8], in call: RealtimeCall) async -> [RealtimeReply] {
    switch faults.action(for: .realtime(call.endpoint)) {
    case .answer(let response)?: return failure(PlatformError(response).message)
    case .say(let message)?: return said(message) + [.goodbye(isError: false)]
    case .dropBeforeAnswer?: return [.drop]
    case .stall?: return [.stall]
    case .dropAfterAccept?:
      _ = await work(on: bytes, in: call)
      return [.drop]
    case .cutBody(let count)?: return await work(on: bytes, in: call).map { $0.cut(after: count) }
    case .emptyResult?: return said(.result([:]))
    default: return await work(on: bytes, in: call)
    }
  }

  private func work(on bytes: [UInt8], in call: RealtimeCall) async -> [RealtimeReply] {
    if let token = call.token, !tokens.allows(token, call.endpoint, at: configuration.clock.now()) {
      return said(.unauthorized) + [.goodbye(isError: false)]
    }
    guard let input = try? MessagePack.decode(bytes), input.object != nil else {
      return failure("the input is no record of msgpack")
    }
    do throws(PlatformError) {
      let body = Array(input.text.utf8)
      let request = try accept(call.endpoint, body, SubmitOptions(), at: configuration.clock.now())
      try? await configuration.clock.sleep(.seconds(Self.workingTime * configuration.pace))
      let response = await answer(of: request)
      guard response.isSuccess, let output = try? response.json() else { throw PlatformError(response) }
      return said(.timing(Self.workingTime)) + said(.result(output))
    } catch {
      return failure(error.message)
    }
  }

  private func failure(_ reason: String) -> [RealtimeReply] {
    said(.failure(word: "INTERNAL_ERROR", reason: reason)) + [.goodbye(isError: true)]
  }

  private func said(_ message: RealtimeMessage) -> [RealtimeReply] {
    guard let message = try? message.wire() else { return failure("the result has no binary form") }
    return [.message(message)]
  }
}

extension RealtimeReply {
  /// The beginning of a result.
  fileprivate func cut(after count: Int) -> RealtimeReply {
    guard case .message(.binary(let bytes)) = self else { return self }
    return .message(.binary(Array(bytes.prefix(count))))
  }
}

/// Makes tokens that tell themselves what they are for, and signs them.
struct RealtimeTokens: Sendable {
  private let key = SymmetricKey(size: .bits256)

  func token(for wish: RealtimeToken.Wish, at now: Duration) -> RealtimeToken {
    let claim: JSON = ["apps": .array(wish.apps.map(JSON.string)), "until": JSON((now + wish.life).inSeconds)]
    let text = Array(claim.text.utf8).hex
    return RealtimeToken(text + "." + signature(of: text))
  }

  func allows(_ token: RealtimeToken, _ endpoint: EndpointID, at now: Duration) -> Bool {
    let parts = token.text.split(separator: ".")
    guard parts.count == 2, signature(of: String(parts[0])) == parts[1],
      let claim = [UInt8](hex: parts[0]).flatMap({ try? JSON(parsing: $0) }),
      let end = claim["until"]?.double, now.inSeconds < end,
      let wish = try? RealtimeToken.Wish(json: ["allowed_apps": claim["apps"] ?? .null])
    else { return false }
    return wish.allows(endpoint)
  }

  private func signature(of text: String) -> String {
    Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)).hex
  }
}

extension [UInt8] {
  fileprivate var hex: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }

  fileprivate init?(hex: Substring) {
    let digits = hex.compactMap(\.hexDigitValue)
    guard digits.count == hex.count, digits.count.isMultiple(of: 2) else { return nil }
    self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}

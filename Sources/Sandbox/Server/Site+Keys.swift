import FalProtocol

extension Site {
  /// The right to upload, which this site hands out.
  var token: CDNToken {
    let now = configuration.clock.now().inSeconds
    return CDNToken(
      token: "sandbox-" + String(StableHash.of(configuration.key ?? ""), radix: 36), baseURL: origins.base(of: .cdn),
      expiresAt: Timestamp(seconds: now + 86_400))
  }

  /// Holds a caller's key against the site's.
  /// - Throws: 401 where a key is needed and is not the right one.
  func authorize(_ route: Route, _ request: SandboxRequest) throws(PlatformError) {
    guard let credentials else { return }
    let given = request.headers["authorization"]
    switch route {
    case .file, .putFile, .uploadPart, .models, .openAPI, .webhookKeys, .realtime: return
    case .upload, .startMultipart, .completeMultipart:
      guard given == token.authorization || credentials.matches(authorization: given) else {
        throw PlatformError(status: 401, shape: .errorText, message: "the upload token is missing or not valid")
      }
    default:
      if credentials.matches(authorization: given) { return }
      let application = route.endpoint?.appPath ?? "this"
      throw PlatformError(
        status: 401,
        message: given == nil
          ? "Cannot access application \"\(application)\": no key was given" : "invalid key credentials")
    }
  }
}

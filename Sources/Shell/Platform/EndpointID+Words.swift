import FalProtocol

extension EndpointID {
  /// Whether a first word names a model: a word with a slash that is no path
  /// and no address.
  static func looksLikeOne(_ word: String) -> Bool { word.contains("/") && (try? EndpointID(word)) != nil }

  /// Whether many language models stand behind it: `openrouter/router/vision`.
  var isLanguageRouter: Bool { owner == "openrouter" && alias == "router" }
}

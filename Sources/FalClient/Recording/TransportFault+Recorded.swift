extension TransportFault.Kind {
  private static let words: [(kind: Self, word: String)] = [
    (.dns, "dns"), (.refused, "refused"), (.unreachable, "unreachable"), (.tls, "tls"), (.certificate, "certificate"),
    (.tooManyOpenFiles, "too-many-files"), (.proxy, "proxy"), (.socks, "socks"),
    (.connectTimedOut, "connect-timed-out"), (.timedOut, "timed-out"), (.reset, "reset"),
    (.unreadableAnswer, "unreadable"),
  ]

  /// The word for it in recordings; nil for what the network has no part in.
  var recordedWord: String? {
    if case .other(let text) = self { return text }
    return Self.words.first { $0.kind == self }?.word
  }

  init(recordedWord word: String) { self = Self.words.first { $0.word == word }?.kind ?? .other(word) }
}

/// An address of OpenRouter that has no document of its own: it takes what
/// its parent takes. `stream` answers in pieces, `enterprise` is the same
/// under other terms.
struct Twin {
  let id: String
  let parent: String
  /// What its title has behind the parent's.
  let mark: String

  static let all: [Twin] = ["", "/vision", "/audio", "/video"].flatMap { kind in
    ["/stream", "/enterprise", "/enterprise/stream"].map { way in
      let parent = "openrouter/router" + kind
      let words = way.split(separator: "/").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      return Twin(id: parent + way, parent: parent, mark: words.map { " [\($0)]" }.joined())
    }
  }
}

extension ModelSchema {
  /// The kinds of files that find their place by themselves: what `wire`
  /// connects if one file of it is offered.
  package var acceptedKinds: [MediaKind] {
    MediaKind.allCases.filter { !places(for: $0, count: 1, given: []).isEmpty }
  }
}

extension OutputShape {
  /// The kinds of files that a result is about.
  package var kinds: [MediaKind] {
    let files = fields.filter { $0.media != nil }
    let best = files.map { $0.name.nameRemoteness }.min()
    let kinds = files.filter { $0.name.nameRemoteness == best }.compactMap(\.media)
    return MediaKind.allCases.filter(kinds.contains)
  }

  /// Whether a result can be piped on as a text: it is one, and holds no
  /// files.
  package var givesText: Bool {
    guard fields.allSatisfy({ $0.media == nil }) else { return false }
    let texts = fields.filter { $0.type.isFreeText || !$0.type.choices.isEmpty }
    return fields.contains { $0.isText } || texts.count == 1
  }
}

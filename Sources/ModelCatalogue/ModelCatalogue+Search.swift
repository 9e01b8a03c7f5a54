/// What is looked for among models.
package struct ModelSearch: Sendable, Hashable {
  /// All of them must be found, in id, title or category, in any order.
  package var words: [String]
  /// The whole category.
  package var category: String?
  /// Kinds that must go in, all of them.
  package var inputs: [ContentKind]
  /// Kinds that must come out, all of them.
  package var outputs: [ContentKind]
  /// Nil is any.
  package var standing: ModelFacts.Standing?

  package init(
    words: [String] = [], category: String? = nil, inputs: [ContentKind] = [], outputs: [ContentKind] = []
  ) {
    self.words = words
    self.category = category
    self.inputs = inputs
    self.outputs = outputs
  }
}

extension ModelCatalogue {
  /// The models that are looked for: those in which the words stand as words
  /// first, and among equals as the platform sorts.
  package func search(_ search: ModelSearch) -> [ModelFacts] { entries.found(by: search) }

  /// What Tab offers for what is typed of an id: see `[ModelFacts].matching`.
  package func matches(_ typed: String) -> [ModelFacts] { entries.matching(typed) }
}

extension [ModelFacts] {
  /// The same for any list of models. Where nothing is found, one slip of
  /// the pen a word is forgiven.
  package func found(by search: ModelSearch) -> [ModelFacts] {
    let candidates = filter { $0.suits(search) }
    let words = search.words.flatMap { $0.split(whereSeparator: \.isWhitespace) }.map { SearchWord($0) }
    let exact = candidates.ranked { facts in facts.rank(of: words) { $0.grade(in: facts) } }
    guard exact.isEmpty, !words.isEmpty else { return exact }
    return candidates.ranked { facts in
      facts.rank(of: words) { $0.grade(in: facts) ?? ($0.isNearly(facts) ? .misspelt : nil) }
    }
  }

  /// Ids that begin with what is typed (`fal-ai/` may be left off), then
  /// those with a segment that does, then those in which all its words are
  /// found: `kling-i2v-pro`. The beginning of an id, with a slash in it,
  /// means nothing else.
  package func matching(_ typed: String) -> [ModelFacts] {
    guard !typed.isEmpty else { return self }
    let folded = typed.lowercased()
    let beginning = IDBeginning(folded)
    if folded.contains("/") {
      let beginnings = ranked { beginning.rank(in: $0.id) }
      if !beginnings.isEmpty { return beginnings }
    }
    let words = folded.split { $0.isWhitespace || $0 == "-" || $0 == "/" || $0 == "_" }.map { SearchWord($0) }
    return ranked { facts in
      beginning.rank(in: facts.id)
        ?? (words.isEmpty ? nil : facts.rank(of: words) { $0.grade(in: facts) })
        .map { $0 + 4 }
    }
  }

  /// Those that have a rank, the least first.
  private func ranked(_ rank: (ModelFacts) -> Int?) -> [ModelFacts] {
    let found = indices.compactMap { index in rank(self[index]).map { (rank: $0, index: index) } }
    return found.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map { self[$0.index] }
  }
}

extension ModelFacts {
  fileprivate func suits(_ search: ModelSearch) -> Bool {
    if let wanted = search.standing, wanted != standing { return false }
    if let wanted = search.category, wanted.lowercased() != category.lowercased() { return false }
    return search.inputs.allSatisfy(inputs.contains) && search.outputs.allSatisfy(outputs.contains)
  }

  /// The sum over all words; nil if one is missing.
  fileprivate func rank(of words: [SearchWord], _ grade: (SearchWord) -> SearchWord.Grade?) -> Int? {
    var rank = 0
    for word in words {
      guard let grade = grade(word) else { return nil }
      rank += grade.rawValue
    }
    return rank
  }
}

/// What is typed of an id, compared byte by byte: Tab asks every model.
private struct IDBeginning {
  private static let owner = Array("fal-ai/".utf8)

  private let typed: [UInt8]

  init(_ typed: String) { self.typed = Array(typed.utf8) }

  /// The least is the best: the whole id, its beginning, that behind
  /// `fal-ai/`, that of a segment; nil if none is.
  func rank(in id: String) -> Int? {
    var id = id
    return id.withUTF8 { bytes in
      if isAt(0, of: bytes) { return bytes.count == typed.count ? 0 : 1 }
      let start = bytes.starts(with: Self.owner) ? Self.owner.count : 0
      if start > 0, isAt(start, of: bytes) { return bytes.count == start + typed.count ? 0 : 2 }
      let isSegment = bytes.indices.contains { bytes[$0] == UInt8(ascii: "/") && isAt($0 + 1, of: bytes) }
      return isSegment ? 3 : nil
    }
  }

  private func isAt(_ index: Int, of bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    index + typed.count <= bytes.count && typed.indices.allSatisfy { bytes[index + $0] == typed[$0] }
  }
}

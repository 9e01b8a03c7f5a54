import GRDB

/// What is searched for: words, or their beginnings.
struct SearchText: Sendable, Hashable {
  /// Beyond so many words of one beginning the beginning is looked up.
  private static let limit = 64

  let words: [String]

  init(_ text: String) { words = text.split { !($0.isLetter || $0.isNumber) }.map(String.init) }

  /// In the language of the index of words: each word quoted, so that none
  /// is taken for an operator.
  func pattern(in database: Database) throws -> String {
    try words.map { word in
      let spelled = try SearchText.words(beginningWith: word, in: database).map { "\"\($0)\"" }
      return spelled.isEmpty ? "\"\(word)\"*" : "(\(spelled.joined(separator: " OR ")))"
    }.joined(separator: " AND ")
  }

  /// The words of all jobs that begin so; none where there are many. The jobs
  /// of a whole word are read from the index one by one, the latest first;
  /// those of a beginning are all gathered before the first is given.
  private static func words(beginningWith word: String, in database: Database) throws -> [String] {
    // How other letters are folded is the index's own affair.
    guard word.utf8.allSatisfy({ $0 < 0x80 }) else { return [] }
    let beginning = word.lowercased()
    let found = try database.rows(
      "SELECT term FROM jobWord WHERE term >= ? AND term < ? LIMIT \(limit + 1)", [beginning, beginning + "\u{10FFFF}"])
    return found.count > limit ? [] : try found.map { try $0.text("term") }
  }
}

extension Journal {
  /// What is searched of a row of `job`: its model, and the texts of its
  /// input.
  static let searchedText = """
    endpointID || ' ' || ifnull((SELECT group_concat(atom, ' ') FROM json_tree(job.input) WHERE type = 'text'), '')
    """
}

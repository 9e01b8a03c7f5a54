/// What could stand where the cursor is.
package struct Completion: Sendable, Hashable {
  package struct Candidate: Sendable, Hashable {
    /// Goes into the line in place of the completed range.
    package var text: String
    /// Stands in the list.
    package var display: String
    /// Stands beside it in the list, dim; may be empty.
    package var detail: String
    /// Follows `text` when it is the only candidate: a blank, a quote,
    /// nothing.
    package var closesWith: String

    package init(text: String, display: String? = nil, detail: String = "", closesWith: String = " ") {
      self.text = text
      self.display = display ?? text
      self.detail = detail
      self.closesWith = closesWith
    }
  }

  /// The part of the line that a candidate replaces, as UTF-8 offsets.
  package var replacing: Range<Int>
  package var candidates: [Candidate]
  /// What fits, in words; stands above the list, or alone where nothing can
  /// be listed. May be empty.
  package var note: String

  package init(replacing: Range<Int>, candidates: [Candidate], note: String = "") {
    self.replacing = replacing
    self.candidates = candidates
    self.note = note
  }
}

extension Completion {
  /// The longest text that all candidates begin with.
  var commonPrefix: String { candidates.map(\.text).commonPrefix }

  /// Whether what all candidates begin with is more of what was typed, behind
  /// quotes: `"my fox` of `my`.
  func quotes(_ typed: String, in common: String) -> Bool {
    let shown = candidates.map(\.display).commonPrefix
    return shown != typed && shown.hasPrefix(typed) && common.hasSuffix(shown)
  }
}

extension [String] {
  fileprivate var commonPrefix: String {
    guard var prefix = first else { return "" }
    for text in self where !text.hasPrefix(prefix) {
      prefix = String(zip(prefix, text).prefix { $0 == $1 }.map(\.0))
    }
    return prefix
  }
}

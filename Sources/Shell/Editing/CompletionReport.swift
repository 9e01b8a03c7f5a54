import Diagnostics
import JSON
import Terminal

/// What `falsh --complete` says: the same that Tab offers, for other
/// programs.
package struct CompletionReport: Sendable {
  /// Who is going to read it.
  package enum Reader: String, Sendable, CaseIterable { case json, bash, zsh, fish }

  struct Candidate: Sendable {
    var text: String
    var kind: Suggestion.Kind
    var description: String
    /// Whether more of the same word may follow.
    var isOpen: Bool
  }

  let line: String
  /// In bytes of UTF-8.
  var replacing: SourceRange
  var candidates: [Candidate]
  var note = ""

  /// Nothing fits.
  static func none(_ line: String, at offset: Int) -> CompletionReport {
    CompletionReport(line: line, replacing: SourceRange(at: offset), candidates: [])
  }

  /// One document, or for a shell one candidate a line.
  package func text(for reader: Reader) -> String {
    switch reader {
    case .json: json.text + "\n"
    case .bash: candidates.map { forBash($0) + "\n" }.joined()
    case .zsh: candidates.map { "\($0.isOpen ? "o" : "c")\t\(columns($0))\n" }.joined()
    case .fish: candidates.map { "\(columns($0))\n" }.joined()
    }
  }

  private func columns(_ candidate: Candidate) -> String {
    "\(candidate.text.withoutControls)\t\(candidate.description.withoutControls)"
  }

  /// Offsets are told in characters as shells and editors count them:
  /// Unicode's scalars.
  private var json: JSON {
    [
      "replace": ["start": JSON(characters(replacing.start)), "end": JSON(characters(replacing.end))],
      "candidates": .array(candidates.map(\.json)),
      "note": .string(note),
    ]
  }

  private func characters(_ offset: Int) -> Int {
    String(decoding: line.utf8.prefix(offset), as: UTF8.self).unicodeScalars.count
  }

  /// bash parts words at `=` and `:` as well, and before an `@`, and replaces
  /// the last part alone; behind an open quote it replaces what stands in the
  /// quotes, and closes them itself.
  private func forBash(_ candidate: Candidate) -> String {
    let typed = String(decoding: line.utf8.prefix(replacing.end).dropFirst(replacing.start), as: UTF8.self)
    let text = candidate.text.withoutControls
    if let open = ShellLine(typed[...]).current.open {
      return String(text.dropFirst(open.before)).quoted(by: open.quote)
    }
    let kept = typed.lastIndex { "=:@".contains($0) }.map { index in
      typed.distance(from: typed.startIndex, to: index) + (typed[index] == "@" ? 0 : 1)
    }
    return String(text.dropFirst(kept ?? 0)).forShell + (candidate.isOpen ? "" : " ")
  }
}

extension CompletionReport.Candidate {
  fileprivate var json: JSON {
    [
      "text": .string(text), "kind": .string(kind.rawValue), "description": .string(description),
      "open": .bool(isOpen),
    ]
  }
}

extension String {
  /// Without what would end a line or a column, or move a terminal's cursor.
  fileprivate var withoutControls: String { sanitized(self, keepsNewlines: false).replacing("\t", with: " ") }

  /// As it stands in a shell's quotes that are open already.
  fileprivate func quoted(by quote: Character) -> String {
    quote == "'" ? self : map { "\"\\$`".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  /// As one word of a shell.
  fileprivate var forShell: String {
    var word = ""
    for character in self {
      if !character.isLetter, !character.isNumber, !"_-./,:=@+%~{}[]".contains(character) { word += "\\" }
      if "{}[]".contains(character) { word += "\\" }
      word.append(character)
    }
    return word
  }
}

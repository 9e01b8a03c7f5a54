extension String {
  /// The text in lines of at most `width` columns, broken at blanks; a longer
  /// word has a line of its own, and the lines of the text stay apart.
  package func wrapped(to width: Int) -> [String] {
    split(separator: "\n", omittingEmptySubsequences: false).flatMap { Self.lines(of: $0, width) }
  }

  private static func lines(of paragraph: Substring, _ width: Int) -> [String] {
    var lines = [""]
    for word in paragraph.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if displayWidth(last) + 1 + displayWidth(word) <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

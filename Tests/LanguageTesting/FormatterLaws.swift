import Diagnostics
package import Language

/// What must hold for every text that can be laid out.
package enum FormatterLaws {
  /// - Returns: nil if the text has errors.
  package static func formatted(_ text: String, _ origin: Origin = .file) -> String? {
    try? Formatter.format(SourceText(name: "test.fal", text: text), origin: origin).get()
  }

  /// - Returns: which law is broken; nil if all hold.
  package static func violation(_ text: String, _ origin: Origin = .file) -> String? {
    guard let once = formatted(text, origin) else { return "it is refused" }
    let before = parse(text, origin)
    let after = parse(once, origin)
    if after.hasErrors { return "it has errors: \(after.diagnostics.map(\.message))\n\(once)" }
    let (meaning, other) = (SyntaxDump.dump(before.program), SyntaxDump.dump(after.program))
    if meaning != other {
      let shared = zip(meaning, other).prefix { $0 == $1 }.count
      let places = [meaning, other].map { $0.dropFirst(max(0, shared - 40)).prefix(100) }
      return "its meaning is another: \(places[0]) became \(places[1])\n\(once)"
    }
    if remarks(after) != remarks(before) { return "its comments are others:\n\(once)" }
    if formatted(once, origin) != once { return "it is not stable:\n\(once)---\n\(formatted(once, origin) ?? "")" }
    return shape(once, origin)
  }

  private static func parse(_ text: String, _ origin: Origin) -> ParseResult {
    Parser.parse(SourceText(name: "test.fal", text: text), origin: origin)
  }

  private static func remarks(_ result: ParseResult) -> [String] {
    result.program.comments.map { ($0.isNarration ? "##" : "#") + $0.text }
  }

  private static func shape(_ text: String, _ origin: Origin) -> String? {
    let bytes = Array(text.utf8)
    // A text may hold a return before its newline.
    let hasReturns = zip(bytes, bytes.dropFirst()).contains { $0 == 13 && $1 == 13 }
    if !hasReturns, zip(bytes, bytes.dropFirst()).contains(where: { $0 == 13 && $1 == 10 }) {
      return "it has CRLF:\n\(text)"
    }
    let ending = bytes.suffix(2)
    if let last = ending.last, last != 10 { return "it has no newline at its end" }
    if ending.first == 10, ending.count == 2 { return "it ends in an empty line" }
    let source = SourceText(name: "", text: text)
    return Formatter.isFormatted(source, origin: origin) ? nil : "it is not formatted"
  }
}

import JSON

/// A model as one line of the catalogue's text: the facts, then the parts of
/// its document, with tabs between.
package struct FactsLine: Sendable {
  /// How many fields stand before the document's.
  static let factCount = 8

  package let facts: ModelFacts
  /// Empty where there is no document: its own category, the names of the
  /// components that are input and output, and all components as JSON in
  /// which `@12` stands for the fragment of that number.
  package let category, input, output, components: String

  package init(
    facts: ModelFacts, category: String = "", input: String = "", output: String = "", components: String = ""
  ) {
    self.facts = facts
    self.category = category
    self.input = input
    self.output = output
    self.components = components
  }

  package var text: String {
    let standing = facts.standing == .listed ? "" : facts.standing.rawValue
    let fields = [
      facts.id, facts.title, facts.category, standing, facts.inputs.words, facts.outputs.words,
      facts.price?.amount.text ?? "", facts.price?.unit ?? "", category, input, output, components,
    ]
    return fields.map { field in String(field.map { $0.isNewline || $0 == "\t" ? " " : $0 }) }.joined(separator: "\t")
  }

  /// The whole text.
  /// - Parameters:
  ///   - date: the day of the platform's list.
  ///   - fragments: JSON that lines refer to by number; each refers to
  ///     earlier ones only.
  package static func text(date: String, lines: [FactsLine], fragments: [String]) -> String {
    let header = "\(FactsHeader.format) \(date) \(lines.count)"
    return ([header] + lines.map(\.text) + fragments).map { $0 + "\n" }.joined()
  }
}

extension [ContentKind] {
  fileprivate var words: String { map(\.rawValue).joined(separator: " ") }
}

extension FieldReader {
  mutating func nextPrice() -> ListPrice? {
    let (amount, unit) = (nextText(), nextText())
    return JSONNumber(amount).map { ListPrice(amount: $0, unit: unit) }
  }
}

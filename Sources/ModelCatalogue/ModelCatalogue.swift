import CModelCatalogue

/// All models of the platform on the day that it was last looked at, with
/// the facts of their documents: what lets falsh know them offline and at
/// once. `falsh-facts` writes the text; nothing of it is read before it is
/// asked for.
package final class ModelCatalogue: Sendable {
  /// The catalogue that the program carries.
  package static let shipped = ModelCatalogue(shippedText)

  /// As `falsh-facts` wrote it; it lies in the program's file.
  package static var shippedText: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: cmodel_catalogue_facts(), count: cmodel_catalogue_size())
  }

  /// The day of the platform's list: `2026-08-10`.
  package let date: String
  /// Every model, the platform's list first and in its order: by popularity.
  package let entries: [ModelFacts]

  let text: FactsText
  let fragments: Range<Int>
  private let places: [String: Int]

  /// - Parameter facts: as `falsh-facts` writes them; what does not read as
  ///   such is an empty catalogue. Lives as long as the process.
  package init(_ facts: UnsafeRawBufferPointer) {
    text = FactsText(facts)
    let header = FactsHeader(text[0])
    let end = min(header.modelCount + 1, max(text.lineCount, 1))
    date = header.date
    entries = (1..<max(end, 1)).map { [text] in ModelFacts(line: text[$0]) }
    fragments = end..<max(text.lineCount, end)
    places = Dictionary(entries.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The model of an id; nil if it is not in the catalogue.
  package func entry(_ id: String) -> ModelFacts? { places[id].map { entries[$0] } }

  /// The line of a model.
  func line(of id: String) -> UnsafeRawBufferPointer? { places[id].map { text[$0 + 1] } }
}

/// `falsh-facts 1 2026-08-10 1567`: format, day, number of models.
struct FactsHeader {
  /// Another number means another reader.
  static let format = "falsh-facts 1"

  let date: String
  let modelCount: Int

  init(_ line: UnsafeRawBufferPointer) {
    let words = String(decoding: line, as: UTF8.self).split(separator: " ")
    let isKnown = words.count == 4 && words.prefix(2).joined(separator: " ") == Self.format
    date = isKnown ? String(words[2]) : ""
    modelCount = isKnown ? max(0, Int(words[3]) ?? 0) : 0
  }
}

extension ModelFacts {
  /// The fields of a model's line up to its document.
  fileprivate init(line: UnsafeRawBufferPointer) {
    var fields = FieldReader(line)
    self.init(
      id: fields.nextText(), title: fields.nextText(), category: fields.nextText(),
      standing: Standing(rawValue: fields.nextText()) ?? .listed, inputs: fields.nextKinds(),
      outputs: fields.nextKinds(), price: fields.nextPrice())
  }
}

extension FieldReader {
  fileprivate mutating func nextKinds() -> [ContentKind] {
    let field = next()
    guard !field.isEmpty else { return [] }
    return String(decoding: field, as: UTF8.self).split(separator: " ").compactMap { ContentKind(rawValue: String($0)) }
  }
}

package import JSON

extension ModelCatalogue {
  /// The OpenAPI document of a model without its prose: names, types, bounds,
  /// enums and defaults are the platform's, sentences and samples are left
  /// out. Nil if the catalogue has none.
  package func document(_ id: String) -> JSON? {
    guard let line = line(of: id) else { return nil }
    var fields = FieldReader(line)
    for _ in 0..<FactsLine.factCount { _ = fields.next() }
    let category = fields.nextText()
    let (input, output) = (fields.nextText(), fields.nextText())
    let components = fields.next()
    guard !components.isEmpty, let schemas = try? JSON(parsing: expanded(components)) else { return nil }
    return DocumentFrame(id: id, category: category, input: input, output: output, schemas: schemas).document
  }

  /// Whether there is a document of a model; it is not read for that.
  package func hasDocument(_ id: String) -> Bool {
    guard let line = line(of: id) else { return false }
    var fields = FieldReader(line)
    for _ in 0..<FactsLine.factCount + 3 { _ = fields.next() }
    return !fields.next().isEmpty
  }

  /// The text with every reference (`@12`) replaced by the line it means.
  private func expanded(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var expansion = Expansion(text: text, fragments: fragments)
    expansion.append(bytes, before: fragments.count)
    return expansion.bytes
  }
}

/// Puts shared fragments in where they are referred to. A fragment refers
/// only to earlier ones, so that there is an end to it.
private struct Expansion {
  let text: FactsText
  let fragments: Range<Int>
  var bytes: [UInt8] = []

  init(text: FactsText, fragments: Range<Int>) {
    self.text = text
    self.fragments = fragments
  }

  /// - Parameter limit: only fragments before this one are put in.
  mutating func append(_ source: UnsafeRawBufferPointer, before limit: Int) {
    var offset = 0
    var isInText = false
    while offset < source.count {
      let byte = source[offset]
      offset += 1
      switch byte {
      case UInt8(ascii: "@") where !isInText:
        let number = source.number(at: &offset)
        if number < limit { append(text[fragments.lowerBound + number], before: number) }
      case UInt8(ascii: "\\") where isInText && offset < source.count:
        bytes += [byte, source[offset]]
        offset += 1
      default:
        if byte == UInt8(ascii: "\"") { isInText.toggle() }
        bytes.append(byte)
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The digits from `offset` on, which is moved behind them.
  fileprivate func number(at offset: inout Int) -> Int {
    var number = 0
    while offset < count, (0x30...0x39).contains(self[offset]), number < 1_000_000 {
      number = number * 10 + Int(self[offset] - 0x30)
      offset += 1
    }
    return number
  }
}

/// The part that all documents share.
private struct DocumentFrame {
  let id, category, input, output: String
  let schemas: JSON

  var document: JSON {
    [
      "openapi": "3.0.4",
      "info": ["x-fal-metadata": ["endpointId": .string(id), "category": .string(category)]],
      "components": ["schemas": schemas],
      "paths": .object(JSONObject(uniqueKeysWithValues: paths)),
    ]
  }

  private var paths: [(String, JSON)] {
    [
      ("/" + id, ["post": ["requestBody": content(input)]]),
      ("/" + id + "/requests/{request_id}", ["get": ["responses": ["200": content(output)]]]),
    ]
  }

  private func content(_ name: String) -> JSON {
    ["content": ["application/json": ["schema": ["$ref": .string("#/components/schemas/" + name)]]]]
  }
}

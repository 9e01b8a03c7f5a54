import FoundationEssentials
import ModelSchema
import Testing

@Suite struct WiringTableTests {
  /// `RECORD_TRANSCRIPTS=1` writes it anew, and fails.
  private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "wiring.table")

  @Test func `over the whole catalogue everything goes where the table says`() throws {
    let made = WiringTable(schemas: Facts.all).lines.dropFirst()
    if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] == "1" {
      try Data((made.joined(separator: "\n") + "\n").utf8).write(to: Self.file)
      Issue.record("the table was written anew")
    }
    let kept = String(decoding: try Data(contentsOf: Self.file), as: UTF8.self)
    let lines = kept.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast()
    let first = zip(made, lines).first { $0 != $1 }
    #expect(first?.0 == first?.1)
    #expect(made.count == lines.count)
  }

  /// For every pair of a shape of output and one of input that occurs:
  /// nothing is lost without a word.
  @Test func `every pair of an output and an input is connected whole, or refused`() {
    let outputs = Set(Facts.all.map { OutputLoad($0.output) })
    let shapes = Dictionary(grouping: Facts.all.filter { $0.input != nil }) { WiringTable.shape(of: $0) }
    for schema in shapes.values.compactMap(\.first) {
      for output in outputs {
        let offers = MediaKind.allCases.filter(output.kinds.contains).map { Offer(kind: $0, label: $0.rawValue) }
        guard let wiring = try? schema.wire(offers, hasText: output.isText, given: []) else { continue }
        #expect(wiring.connections.flatMap(\.offers).sorted() == Array(offers.indices))
        #expect((wiring.text != nil) == output.isText)
      }
    }
    #expect(outputs.count > 8)
  }
}

extension WiringTableTests {
  /// Two of a kind go where one does, or are refused for their number.
  @Test func `the table has every shape of output that occurs`() {
    let loads = Set(WiringTable.loads.map { OutputLoad(kinds: Set($0.kinds), isText: $0.hasText) })
    for output in Set(Facts.all.map { OutputLoad($0.output) }) where !output.isNothing {
      #expect(loads.contains(output), "\(output)")
    }
  }
}

/// What a model's results offer.
private struct OutputLoad: Hashable {
  let kinds: Set<MediaKind>
  let isText: Bool

  init(kinds: Set<MediaKind>, isText: Bool) {
    self.kinds = kinds
    self.isText = isText
  }

  init(_ shape: OutputShape) { self.init(kinds: Set(shape.kinds), isText: shape.givesText) }

  var isNothing: Bool { kinds.isEmpty && !isText }
}

import FoundationEssentials
import JSON
import ModelSchema
import Testing

/// How often each case of the survey's section 8 occurs in what was decoded
/// of all 1,405 documents: parameters at any depth, and documents.
@Suite(.enabled(if: Corpus.isHere, "shared/data is not here"))
struct EdgeCaseCountTests {
  struct Case: Sendable {
    let what: String
    let holds: @Sendable (Parameter) -> Bool

    init(_ what: String, _ holds: @escaping @Sendable (Parameter) -> Bool) {
      self.what = what
      self.holds = holds
    }
  }

  static let cases: [Case] = [
    Case("null fits", \.isNullable),
    Case("an enum or a record") { !$0.type.choices.isEmpty && $0.type.records.contains { $0.isSize } },
    Case("a list of records") { $0.type.elements.contains { !$0.records.isEmpty } },
    Case("a list or a scalar") { !$0.type.elements.isEmpty && $0.type.isFreeText },
    Case("a record with required fields") { parameter in
      let records = parameter.type.records + parameter.type.elements.flatMap(\.records)
      return records.contains { $0.fields.contains(where: \.isRequired) }
    },
    Case("an enum of numbers written as texts") { parameter in
      !parameter.type.texts.isEmpty && parameter.type.texts.allSatisfy { JSONNumber($0) != nil }
    },
    Case("an enum of whole numbers") { parameter in
      !parameter.type.choices.isEmpty && parameter.type.choices.allSatisfy { $0.number != nil }
    },
    Case("one fixed value") { parameter in
      parameter.type.branches.contains { if case .constant = $0 { true } else { false } }
    },
    Case("an enum with blanks in it") { $0.type.anyTexts.contains { $0.contains(" ") } },
    Case("an enum beyond ASCII") { $0.type.anyTexts.contains { !$0.utf8.allSatisfy { $0 < 0x80 } } },
    Case("an enum with the empty text") { $0.type.anyTexts.contains("") },
    Case("more than 100 values") { $0.type.anyTexts.count > 100 },
    Case("an open enum") { parameter in
      parameter.type.branches.contains { if case .choice(_, isOpen: true) = $0 { true } else { false } }
    },
    Case("a record by default") { $0.defaultValue?.object != nil },
    Case("values by default") { $0.defaultValue?.array?.isEmpty == false },
    Case("an empty list by default") { $0.defaultValue == [] },
    Case("null by default") { $0.defaultValue == .null },
    Case("an empty text by default") { $0.defaultValue == "" },
    Case("a long text by default") { ($0.defaultValue?.string?.count ?? 0) > 200 },
    Case("a default that breaks its own rules") { parameter in
      parameter.defaultValue.map { !$0.isNull && !parameter.violations(of: $0, at: JSONPath()).isEmpty } ?? false
    },
    Case("multiples of a number") { parameter in
      parameter.type.branches.contains { $0.bounds?.multipleOf != nil }
    },
    Case("more than a limit, not at least") { parameter in
      parameter.type.branches.contains { $0.bounds?.lower?.isExclusive == true }
    },
    Case("lists of at least so many") { $0.type.counts.contains { $0.lowerBound > 0 } },
    Case("lists of at most so many") { $0.type.counts.contains { $0.upperBound < .max } },
    Case("a record of one's own names") { parameter in
      parameter.type.branches.contains { if case .map = $0 { true } else { false } }
    },
    Case("a list of lists") { $0.type.elements.contains { !$0.elements.isEmpty } },
    Case("anything at all") { $0.type == .anything || $0.type.elements.contains(.anything) },
    Case("no further names") { $0.type.records.contains { $0.otherMembers == .forbidden } },
    Case("deprecated", \.isDeprecated),
    Case("a pattern") { $0.type.limits.contains { $0.pattern != nil } },
    Case("a format") { $0.type.limits.contains { $0.format != nil } },
    Case("upper case in a name") { $0.name.contains(where: \.isUppercase) },
    Case("no description") { $0.summary == nil },
  ]

  /// `RECORD_TRANSCRIPTS=1` writes it anew, and fails.
  private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "edge-cases.table")

  private static func line(_ example: Case) -> String {
    let found = Corpus.all.schemas.map { ($0, $0.everyParameter.filter(example.holds)) }.filter { !$0.1.isEmpty }
    let count = found.reduce(0) { $0 + $1.1.count }
    let first = found.first.map { "\($0.0.endpointID) \($0.1.first?.name ?? "")" } ?? "none"
    return "\(example.what): \(count) in \(found.count) documents, as \(first)\n"
  }

  @Test func `each case occurs as often as the table says`() throws {
    let made = "\(Corpus.all.schemas.count) documents\n" + Self.cases.map(Self.line).joined()
    if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] == "1" {
      try Data(made.utf8).write(to: Self.file)
      Issue.record("the table was written anew")
    }
    #expect(made == String(decoding: try Data(contentsOf: Self.file), as: UTF8.self))
  }

  @Test func `records nest five deep at most`() {
    let depths = Corpus.all.schemas.map { schema in schema.input.map { ValueType.record($0).depth } ?? 0 }
    #expect(depths.max() == 5)
  }
}

extension ModelSchema {
  /// The parameters at every depth, those of a record that occurs twice once.
  fileprivate var everyParameter: [Parameter] {
    var records: [RecordType] = []
    func visit(_ type: ValueType) {
      for record in type.records where !records.contains(record) {
        records.append(record)
        record.fields.forEach { visit($0.type) }
      }
      type.elements.forEach(visit)
    }
    if let input { visit(.record(input)) }
    return records.flatMap(\.fields)
  }
}

extension ValueType {
  fileprivate var records: [RecordType] {
    branches.compactMap { if case .record(let record) = $0 { record } else { nil } }
  }

  /// Of its lists and of its records of one's own names.
  fileprivate var elements: [ValueType] {
    branches.compactMap { branch in
      switch branch {
      case .list(let element, _), .map(let element): element
      default: nil
      }
    }
  }

  fileprivate var counts: [ClosedRange<Int>] {
    branches.compactMap { if case .list(_, let count) = $0 { count } else { nil } }
  }

  fileprivate var texts: [String] { choices.compactMap(\.string) }

  /// Those of its elements too.
  fileprivate var anyTexts: [String] { texts + elements.flatMap(\.texts) }

  fileprivate var limits: [TextLimits] {
    branches.compactMap { if case .text(let limits) = $0 { limits } else { nil } }
  }

  fileprivate var bounds: Bounds? {
    switch self {
    case .integer(let bounds), .number(let bounds): bounds
    default: nil
    }
  }

  fileprivate var depth: Int {
    let below = records.flatMap { record in record.fields.map(\.type.depth) }.max()
    return ([below.map { $0 + 1 } ?? 0] + elements.map(\.depth)).max() ?? 0
  }
}

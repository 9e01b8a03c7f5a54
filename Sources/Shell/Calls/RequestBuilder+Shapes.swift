import Diagnostics
import JSON
import Language
import ModelSchema

// What is piped in or given without a name before it is there: what is known
// of it is offered, so that a pipe which can connect nothing is found before
// its left side has cost anything.
extension RequestBuilder {
  mutating func offer(_ shape: Shape, at range: SourceRange) {
    switch shape {
    case .anything, .never, .record: hasUnknownPositional = true
    case .constant(let value): offer(value, at: range)
    case .text, .number, .bool: texts.append((nil, range))
    case .list(let item, let count): offer(item, count: count, at: range)
    case .described(let result as ResultShape): offer(result, at: range)
    case .described(let file as FileShape): offer(file.kind, label: file.kind.rawValue, at: range)
    case .described(let file as FileRecordShape): offer(file.kind, label: file.kind.rawValue, at: range)
    case .described: hasUnknownPositional = true
    }
  }

  /// Of how many nobody can say, one is there.
  private mutating func offer(_ item: Shape, count: Int?, at range: SourceRange) {
    for _ in 0..<min(count ?? 1, Self.mostItems) { offer(item, at: range) }
  }

  /// More files than any input takes.
  private static let mostItems = 100

  private mutating func offer(_ result: ResultShape, at range: SourceRange) {
    let fields = result.output.primaryFields
    let certain = fields.filter(\.isRequired)
    if !certain.isEmpty {
      for field in certain { offer(field, result.count, at: range) }
      if certain.count < fields.count { hasUnknownPositional = true }
    } else if fields.isEmpty, result.hasText == true {
      texts.append((nil, range))
    } else if let only = fields.first, Set(fields.map(\.media)).count == 1, result.hasText == false {
      offer(only, nil, at: range)
    } else {
      hasUnknownPositional = true
    }
  }

  private mutating func offer(_ field: OutputShape.Field, _ count: Int?, at range: SourceRange) {
    guard let kind = field.media else { return }
    guard field.isList else { return offer(kind, label: field.name, at: range) }
    for index in 0..<min(kind == .image ? count ?? 1 : 1, Self.mostItems) {
      offer(kind, label: "\(field.name)[\(index)]", at: range)
    }
  }

  /// A file of no kind that its name or its schema tells may turn out to be
  /// of any.
  private mutating func offer(_ kind: MediaKind, label: String, at range: SourceRange) {
    guard kind != .other else { return hasUnknownPositional = true }
    offered.append(Offered(source: .unknown, offer: Offer(kind: kind, label: label), range: range))
  }
}

import FalProtocol
import JSON
import Language

/// As much of a value as can be seen without waiting for it.
struct Glimpse: Sendable {
  private let shape: Shape

  init(_ shape: Shape) {
    guard case .constant(.handle(let handle)) = shape else {
      self.shape = shape
      return
    }
    let settled: Value? =
      switch handle {
      case let job as Job: (try? job.result.outcome?.get()).map { .handle($0) }
      case let pipeline as BackgroundPipeline: try? pipeline.result.outcome?.get()
      default: nil
      }
    self.shape = settled.map(Shape.constant) ?? shape
  }

  /// What steps lead to; nil if they lead nowhere.
  func stepping(_ path: [String]) -> Glimpse? { shape.stepping(path).map { Glimpse($0) } }

  var fields: [Suggestion] {
    shape.fieldNames.filter(\.isFieldName).map { Suggestion($0, detail(of: $0), .field) }
  }

  /// The places of a list, and all of them; of a record its fields.
  var indices: [Suggestion] {
    guard let items = shape.items else { return fields.map { Suggestion($0.text, $0.detail, .index) } }
    let count = items.count ?? 1
    let places = (0..<count).map { Suggestion(String($0), detail(of: String($0)), .index) }
    return places + (items.count == 1 ? [] : [Suggestion("*", "all of them", .index)])
  }

  private func detail(of step: String) -> String { shape.stepping([step]).map(\.glance) ?? "" }
}

extension Shape {
  /// What it is, in a few characters.
  fileprivate var glance: String {
    switch self {
    case .constant(let value): value.glance
    case .list(_, let count): count.map { "list of \($0)" } ?? "list"
    default: fieldNames.isEmpty ? kindName ?? "" : "{" + fieldNames.prefix(6).joined(separator: ", ") + "}"
    }
  }
}

extension Value {
  /// The value, or what it is, in a few characters.
  var glance: String {
    if let items { return "\(kindName) of \(items.count)" }
    if let text { return String(text.prefix(60)) }
    if case .handle(let handle) = self { return handle.origin ?? kindName }
    guard case .data(.object(let members)) = self else { return kindName }
    return "{" + members.prefix(6).map(\.key).joined(separator: ", ") + "}"
  }
}

extension Handle {
  /// What it came from, in a few characters.
  fileprivate var origin: String? {
    switch self {
    case let result as ModelResult: result.origin.endpoint.description
    case let job as Job: "%\(job.number) \(job.endpoint)"
    case let file as LocalFile: file.path
    default: nil
    }
  }
}

extension String {
  /// Can stand behind a dot.
  fileprivate var isFieldName: Bool {
    !isEmpty && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }
}

import Diagnostics
import JSON

// One step into a value that is not there yet. What cannot be known is no
// fault.
extension Shape {
  /// `.name`.
  func field(_ name: String) -> Result<Shape, Diagnostic> {
    switch self {
    case .anything, .never: return .success(.anything)
    case .constant(let value): return value.field(name).map(Shape.constant)
    case .text, .number, .bool: return .failure(.noFields(described, name))
    case .list: return .failure(.fieldOfList(name))
    case .record(let fields):
      let found = fields.last { $0.name == name }?.shape
      return found.map(Result.success) ?? .failure(.missingField(name, of: "record", among: fieldNames))
    case .described(let description):
      let missing = Diagnostic.missingField(name, of: description.kindName, among: fieldNames)
      return description.field(name).map(Result.success) ?? .failure(missing)
    }
  }

  /// `[index]`, counted from 0, or from the end if negative.
  func item(_ index: Int) -> Result<Shape, Diagnostic> {
    switch self {
    case .anything, .never: return .success(.anything)
    case .constant(let value): return value.item(index).map(Shape.constant)
    case .list(let item, let count):
      guard let count, !(-count..<count).contains(index) else { return .success(item) }
      return .failure(.missingItem(index, of: count))
    case .text, .number, .bool, .record, .described: return .failure(.notListed(described, "[\(index)]"))
    }
  }

  /// `[first..last]`; a bound that is not known is nil.
  func slice(from first: Int?, through last: Int?) -> Result<Shape, Diagnostic> {
    if case .constant(let value) = self, let first, let last {
      return value.slice(from: first, through: last).map(Shape.constant)
    }
    guard let items else { return .failure(.notListed(described, "[\(first ?? 0)..\(last ?? 0)]")) }
    return .success(.list(of: items.shape, count: nil))
  }

  /// The kind with its article, as it stands in a sentence.
  private var described: String { kindName.map(\.withArticle) ?? "a value" }
}

extension Diagnostic {
  static func missingField(_ name: String, of kindName: String, among names: [String]) -> Diagnostic {
    let near = name.nearest(among: names).map { "did you mean '\($0)'?" }
    let known = names.isEmpty ? "it has no fields" : "it has " + names.prefix(12).joined(separator: ", ")
    return Diagnostic(code: "missing-field", "this \(kindName) has no field '\(name)'", help: near ?? known)
  }

  static func fieldOfList(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "missing-field", "a list has no field '\(name)'", help: "of all its items: [*].\(name)")
  }

  static func noFields(_ described: String, _ name: String) -> Diagnostic {
    Diagnostic(code: "missing-field", "\(described) has no fields, so no '\(name)'")
  }

  static func missingItem(_ index: Int, of count: Int) -> Diagnostic {
    let items = count == 1 ? "1 item, [0]" : "\(count) items" + (count > 0 ? ", [0] to [\(count - 1)]" : "")
    return Diagnostic(code: "missing-item", "there is no item [\(index)]", help: "the list has \(items)")
  }

  static func notListed(_ described: String, _ step: String) -> Diagnostic {
    Diagnostic(code: "missing-item", "\(step) takes from a list, but this is \(described)")
  }
}

extension String {
  /// A kind of value with its article: `a text`, `true or false`, `nothing`.
  package var withArticle: String {
    [JSON.bool(true).kindName, JSON.null.kindName, "nothing"].contains(self) ? self : "a " + self
  }
}

import Diagnostics
import JSON

// One step into a settled value.
extension Value {
  /// The items of a list, be it the value itself or the JSON of a handle.
  var listItems: [Value]? { items ?? Value.data(json).items }

  /// `.name`: a field of its JSON, else what a handle has under that name.
  func field(_ name: String) -> Result<Value, Diagnostic> {
    if let field = ownField(name) { return .success(field) }
    if listItems != nil { return .failure(.fieldOfList(name)) }
    guard json.object != nil || !helperNames.isEmpty else { return .failure(.noFields(described, name)) }
    return .failure(.missingField(name, of: kindName, among: fieldNames))
  }

  private func ownField(_ name: String) -> Value? {
    switch self {
    case .data(let json): json[name].map(Value.data)
    case .list: nil
    case .handle(let record as MixedRecord): record[name]
    case .handle(let handle): handle.json[name].map(Value.data) ?? handle.helper(name)
    }
  }

  private var helperNames: [String] { if case .handle(let handle) = self { handle.helperNames } else { [] } }

  /// The names behind a `.`, in the order in which to list them.
  var fieldNames: [String] { (json.object.map { $0.map(\.key) } ?? []) + helperNames }

  /// `[index]`, counted from 0, or from the end if negative.
  func item(_ index: Int) -> Result<Value, Diagnostic> {
    let found: Value?
    let count: Int
    switch self {
    case .list(let values): (found, count) = (values[counting: index], values.count)
    default:
      guard let elements = json.array else { return .failure(.notListed(self, "[\(index)]")) }
      (found, count) = (elements[counting: index].map(Value.data), elements.count)
    }
    guard let found else { return .failure(.missingItem(index, of: count)) }
    return .success(found)
  }

  /// `[first..last]`, both ends in; what lies beyond the list is left out.
  func slice(from first: Int, through last: Int) -> Result<Value, Diagnostic> {
    guard let items = listItems else { return .failure(.notListed(self, "[\(first)..\(last)]")) }
    let start = max(0, first < 0 ? items.count + first : first)
    let end = min(items.count - 1, last < 0 ? items.count + last : last)
    return .success(Value(list: start <= end ? Array(items[start...end]) : []))
  }
}

extension Array {
  fileprivate subscript(counting index: Int) -> Element? {
    let position = index < 0 ? count + index : index
    return indices.contains(position) ? self[position] : nil
  }
}

extension Diagnostic {
  static func notListed(_ value: Value, _ step: String) -> Diagnostic { notListed(value.described, step) }

  static func notKey(_ described: String) -> Diagnostic {
    Diagnostic(code: "wrong-key", "brackets take a whole number or a field's name, but this is \(described)")
  }
}

import Diagnostics
import JSON
import Language
import ModelSchema

extension Value {
  /// What `each`, `pick` and `where` go through: the items of a list, the
  /// media of a result. Nil for anything else.
  var elements: [Value]? {
    guard case .handle(let result as ModelResult) = self else { return items }
    return result.primaryMedia.map { .data(result.output[$0.path] ?? .string($0.url)) }
  }
}

extension Shape {
  /// The same for a value that is not there yet: what they have in common,
  /// and how many they are (nil: not known).
  var elements: (shape: Shape, count: Int?)? {
    switch self {
    case .constant(.handle(let result as ModelResult)):
      let media = Value.handle(result).elements ?? []
      return (Shape.joining(media.map(Shape.constant)), media.count)
    case .described(let result as ResultShape): return result.elements
    default: return items
    }
  }

  /// One of them, counted from 0, or from the end if negative; nil if it is
  /// not known which.
  func element(_ index: Int) -> Shape? {
    guard case .constant(let value) = self, let items = value.elements else { return nil }
    let position = index < 0 ? items.count + index : index
    return items.indices.contains(position) ? .constant(items[position]) : nil
  }
}

extension ResultShape {
  /// The media that a result is about.
  fileprivate var elements: (shape: Shape, count: Int?) {
    let fields = output.primaryFields.map { ($0.isRequired, field($0.name) ?? .anything) }
    let items = fields.map { isRequired, shape in shape.items ?? (shape, isRequired ? 1 : nil) }
    let count = items.reduce(Int?.some(0)) { sum, item in sum.flatMap { sum in item.count.map { sum + $0 } } }
    return (Shape.joining(items.map(\.shape)), fields.isEmpty ? nil : count)
  }
}

extension CommandCall {
  /// What is wrong with what is piped in, where a list is wanted.
  var listProblems: [Diagnostic] {
    guard let input = inputShape, let kind = input.kindName, input.elements == nil else { return [] }
    var problem = Diagnostic.listWanted(manual).located(in: invocation.source, at: invocation.name.range)
    if let range = invocation.inputRange { problem.notes.append(Diagnostic.Note("this is a \(kind)", at: range)) }
    return [problem]
  }
}

import JSON
import Language

/// What a command gives that has nothing to give: it is not shown, and is
/// `null` where it is used all the same.
struct Nothing: Handle {
  var kindName: String { "nothing" }
  var json: JSON { .null }
}

extension Value {
  static let nothing = Value.handle(Nothing())

  /// A list of nothing but nothing, as `for` gives of a body that prints, is
  /// nothing too.
  var isNothing: Bool {
    switch self {
    case .handle(let handle): handle is Nothing
    case .list(let values): !values.isEmpty && values.allSatisfy(\.isNothing)
    case .data: false
    }
  }
}

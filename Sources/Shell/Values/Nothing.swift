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

  var isNothing: Bool { if case .handle(let handle) = self { handle is Nothing } else { false } }
}

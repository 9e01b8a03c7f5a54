import Diagnostics
import JSON

/// What the operators do that look at both of their sides. The faults have no
/// place: whoever asks knows where it was written.
struct Operation {
  let name: BinaryOperator
  let left: JSON
  let right: JSON

  func result() -> Result<JSON, Diagnostic> {
    switch name {
    case .equal: equality.map(JSON.bool)
    case .notEqual: equality.map { .bool(!$0) }
    case .less: order.map { .bool($0 < 0) }
    case .lessOrEqual: order.map { .bool($0 <= 0) }
    case .greater: order.map { .bool($0 > 0) }
    case .greaterOrEqual: order.map { .bool($0 >= 0) }
    case .contained: membership.map(JSON.bool)
    case .plus: sum
    case .minus, .times, .divide: arithmetic
    case .or, .and, .coalesce: .failure(unfit("has no use here"))
    }
  }

  private var equality: Result<Bool, Diagnostic> {
    left.isMismatched(with: right) ? .failure(.mismatch(left, right)) : .success(left.isEquivalent(to: right))
  }

  private var order: Result<Int, Diagnostic> {
    switch (left, right) {
    case (.number(let left), .number(let right)): .success(left.compare(right))
    case (.string(let left), .string(let right)): .success(left < right ? -1 : left == right ? 0 : 1)
    case _ where left.isMismatched(with: right): .failure(.mismatch(left, right))
    default: .failure(unfit("compares two numbers or two texts"))
    }
  }

  private var membership: Result<Bool, Diagnostic> {
    switch (left, right) {
    case (.string(let part), .string(let text)): .success(part.isEmpty || text.contains(part))
    case (_, .array(let elements)): membership(in: elements)
    default: .failure(unfit("looks for something in a list, or for a text in a text"))
    }
  }

  private func membership(in elements: [JSON]) -> Result<Bool, Diagnostic> {
    if elements.contains(where: left.isEquivalent(to:)) { return .success(true) }
    let isMeantOtherwise = !elements.isEmpty && elements.allSatisfy(left.isMismatched(with:))
    guard isMeantOtherwise, let first = elements.first else { return .success(false) }
    return .failure(.mismatch(left, first))
  }

  private var sum: Result<JSON, Diagnostic> {
    switch (left, right) {
    case (.string(let left), .string(let right)):
      left.utf8.count + right.utf8.count <= Value.maximumTextLength
        ? .success(.string(left + right)) : .failure(.tooLarge)
    case (.number, .number): arithmetic
    case (.string, .number), (.number, .string), (.string, .bool), (.bool, .string):
      .failure(unfit("adds numbers, or joins texts or lists", help: "as one text: \"$a$b\""))
    case (.array, _), (_, .array): .failure(unfit("joins a list with a list", help: "one item as a list: [ITEM]"))
    default: .failure(unfit("adds numbers, or joins texts or lists"))
    }
  }

  private var arithmetic: Result<JSON, Diagnostic> {
    guard case .number(let left) = left, case .number(let right) = right else {
      return .failure(unfit("takes two numbers"))
    }
    return Arithmetic(name: name, left: left, right: right).result().map(JSON.number)
  }

  private func unfit(_ rule: String, help: String? = nil) -> Diagnostic {
    Diagnostic(
      code: "wrong-operand", "`\(name.rawValue)` \(rule), but is given \(left.described) and \(right.described)",
      help: help)
  }
}

extension Diagnostic {
  fileprivate static func mismatch(_ left: JSON, _ right: JSON) -> Diagnostic {
    let message = "\(left.described) is never equal to \(right.described), nor less or greater"
    return Diagnostic(code: "mismatched-comparison", message)
  }
}

extension JSON {
  /// The kind with its article, as it stands in a sentence.
  var described: String { isNull || bool != nil ? kindName : "a " + kindName }
}

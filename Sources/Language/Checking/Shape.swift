import JSON

/// What is known of a value before anything has run: the value itself, what
/// kind it will be of, or nothing.
///
/// Shapes are how `check` finds a pipe that can connect nothing, and how Tab
/// knows the fields of `$x`. What is wrong with a shape is wrong in every
/// run; where runs differ, the shape says less.
package indirect enum Shape: Sendable {
  /// Nothing is known.
  case anything
  /// There never is a value: the statement leaves what is around it, as
  /// `fail` and `return` do.
  case never
  /// This very value: a literal, a file that is there, a name that has its
  /// value already.
  case constant(Value)
  case text, number, bool
  /// - Parameter count: nil if it is not known.
  case list(of: Shape, count: Int?)
  /// All of its fields, in order.
  case record([(name: String, shape: Shape)])
  /// Something of the host's own: a model's result, a file.
  case described(any ShapeDescription)

  package static let null = Shape.constant(.null)
}

/// What a host knows of values of its own that are not there yet.
package protocol ShapeDescription: Sendable {
  /// What errors call the value: `result`, `file`.
  var kindName: String { get }

  /// The names behind a `.`, in the order in which to list them.
  var fieldNames: [String] { get }

  /// What a field is; nil if there is none of that name.
  func field(_ name: String) -> Shape?

  /// Whether it goes into a text that names it; nil if that is not known.
  var hasText: Bool? { get }

  /// The field that goes into a text in its place; nil if none does better
  /// than others.
  var textField: String? { get }

  /// Whether both say the same.
  func isSame(as other: any ShapeDescription) -> Bool
}

extension ShapeDescription {
  package var textField: String? { nil }
}

extension Shape {
  /// What errors call a value of this shape; nil if that is not known.
  package var kindName: String? {
    switch self {
    case .anything, .never: nil
    case .constant(let value): value.kindName
    case .text: "text"
    case .number: "number"
    case .bool: JSON.bool(true).kindName
    case .list: "list"
    case .record: "record"
    case .described(let description): description.kindName
    }
  }

  /// The value, where it is known.
  package var value: Value? { if case .constant(let value) = self { value } else { nil } }

  /// What a loop over it goes through: what its items have in common, and
  /// how many they are (nil: not known). Nil if it is no list.
  package var items: (shape: Shape, count: Int?)? {
    switch self {
    case .anything, .never: (.anything, nil)
    case .list(let item, let count): (item, count)
    case .constant(.data(.array(let elements))): (Shape(itemOf: elements), elements.count)
    case .constant(let value): value.listItems.map { (Shape.joining($0.map(Shape.constant)), $0.count) }
    case .text, .number, .bool, .record, .described: nil
    }
  }

  /// Whether it goes into a text that names it; nil if that is not known.
  package var hasText: Bool? {
    switch self {
    case .anything, .never: nil
    case .constant(let value): value.text != nil
    case .text, .number, .bool: true
    case .list, .record: false
    case .described(let description): description.hasText
    }
  }

  /// The names behind a `.`, in the order in which to list them.
  package var fieldNames: [String] {
    switch self {
    case .constant(let value): value.fieldNames
    case .record(let fields): fields.map(\.name)
    case .described(let description): description.fieldNames
    case .anything, .never, .text, .number, .bool, .list: []
    }
  }
}

extension Shape {
  /// What is known of a value that is of one of two shapes.
  package func joined(with other: Shape) -> Shape {
    switch (self, other) {
    case (.never, let shape), (let shape, .never): shape
    case (.constant(let left), .constant(let right)) where left.isSameData(as: right): self
    case (.described(let left), .described(let right)) where left.isSame(as: right): self
    case (.list(let left, let count), .list(let right, let otherCount)):
      .list(of: left.joined(with: right), count: count == otherCount ? count : nil)
    default: plain.flatMap { $0 == other.plain ? Shape(plain: $0) : nil } ?? joinedRecord(with: other) ?? .anything
    }
  }

  /// A record of the same fields, each with what is known of both.
  private func joinedRecord(with other: Shape) -> Shape? {
    guard let fields = recordFields, let others = other.recordFields, fields.map(\.name) == others.map(\.name) else {
      return nil
    }
    return .record(zip(fields, others).map { ($0.name, $0.shape.joined(with: $1.shape)) })
  }

  private var recordFields: [(name: String, shape: Shape)]? {
    switch self {
    case .record(let fields): fields
    case .constant(.data(.object(let members))): members.map { ($0.key, .constant(.data($0.value))) }
    default: nil
    }
  }

  /// What all of several shapes have in common.
  package static func joining(_ shapes: some Sequence<Shape>) -> Shape {
    var joined: Shape?
    for shape in shapes {
      joined = joined?.joined(with: shape) ?? shape
      if case .anything? = joined { break }
    }
    return joined ?? .anything
  }

  /// What the items of a list have in common. Of a long one only the kind is
  /// looked at.
  private init(itemOf elements: [JSON]) {
    if elements.count <= 100 {
      self = Self.joining(elements.map { .constant(.data($0)) })
    } else {
      let isOfNumbers = elements.allSatisfy { if case .number = $0 { true } else { false } }
      self = isOfNumbers ? .number : .anything
    }
  }

  private enum Plain { case text, number, bool }

  private var plain: Plain? {
    switch self {
    case .text, .constant(.data(.string)): .text
    case .number, .constant(.data(.number)): .number
    case .bool, .constant(.data(.bool)): .bool
    default: nil
    }
  }

  private init(plain: Plain) {
    self =
      switch plain {
      case .text: .text
      case .number: .number
      case .bool: .bool
      }
  }
}

extension Value {
  fileprivate func isSameData(as other: Value) -> Bool {
    guard case .data(let left) = self, case .data(let right) = other else { return false }
    return left == right
  }
}

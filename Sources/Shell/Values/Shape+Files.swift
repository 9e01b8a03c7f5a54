import Language

extension Shape {
  /// Whether it is known to be one result of a model.
  var isResult: Bool {
    switch self {
    case .constant(.handle(is ModelResult)), .described(is ResultShape): true
    default: false
    }
  }

  /// How many files `save` makes of such a value at least, as far as that is
  /// known; 0 if nothing is.
  var leastFileCount: Int {
    switch self {
    case .anything, .never, .record: 0
    case .constant(let value): Savable.items(of: value).count
    case .text, .number, .bool: 1
    case .list(let item, let count): item.leastFileCount.multipliedReportingOverflow(by: count ?? 0).partialValue
    case .described(is ResultShape): max(1, elements?.count ?? 1)
    case .described: 1
    }
  }
}

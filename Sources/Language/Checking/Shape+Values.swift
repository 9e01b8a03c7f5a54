import JSON

extension Shape {
  /// What is known of a value that is there already.
  init(of value: Value, in host: any Host) {
    switch value {
    case .data: self = .constant(value)
    case .list(let values):
      let items = values.prefix(Self.mostItems).map { Shape(of: $0, in: host) }
      let isConstant = items.count == values.count && items.allSatisfy { $0.value != nil }
      self = isConstant ? .constant(value) : .list(of: Self.joining(items), count: values.count)
    case .handle(let record as MixedRecord):
      self = Shape(record: record.members.map { ($0.key, Shape(of: $0.value, in: host)) })
    case .handle(let handle): self = host.shape(of: handle)
    }
  }

  /// How many items of a list with jobs in it are looked at one by one.
  private static let mostItems = 100

  /// A list, known in full if all of its items are.
  init(list items: [Shape]) {
    let values = items.compactMap(\.value)
    self =
      values.count == items.count
      ? .constant(Value(list: values)) : .list(of: Shape.joining(items), count: items.count)
  }

  /// A record, known in full if all of its fields are.
  init(record fields: [(name: String, shape: Shape)]) {
    let values = fields.compactMap { field in field.shape.value.map { (key: field.name, value: $0) } }
    self = values.count == fields.count ? .constant(Value(record: values)) : .record(fields)
  }
}

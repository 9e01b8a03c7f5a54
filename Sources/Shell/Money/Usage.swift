import JSON
import ModelSchema

/// How much of a unit a call is going to use, as far as its input says.
struct Usage: Sendable, Hashable {
  var count: Double
  /// There may be more: something that the price list is silent about
  /// changes the count.
  var mayBeMore: Bool

  init(_ count: Double, mayBeMore: Bool = false) {
    self.count = count
    self.mayBeMore = mayBeMore
  }
}

extension Usage {
  /// - Parameter unknown: names of parameters whose values are not known
  ///   yet.
  /// - Returns: nil if the input does not say.
  init?(of unit: BillingUnit, input: JSON, schema: ModelSchema, unknown: Set<String> = []) {
    let call = MeasuredCall(input: input, schema: schema, unknown: unknown)
    guard var usage = call.usage(of: unit.measure) else { return nil }
    usage.count /= unit.size
    // Five seconds are billed as a whole, a thousand characters by the letter.
    if unit.size > 1, unit.measure == .seconds { usage.count = usage.count.rounded(.up) }
    usage.mayBeMore = usage.mayBeMore || call.hasSurcharge
    self = usage
  }
}

/// A model's input as something that is counted: what is not given counts by
/// its default.
struct MeasuredCall {
  let input: JSON
  let schema: ModelSchema
  let unknown: Set<String>

  /// What goes in under a name; nil if nothing does, or it is not known.
  func value(_ name: String) -> JSON? {
    guard !unknown.contains(name) else { return nil }
    let value = input[name] ?? schema.parameter(named: name)?.defaultValue
    return value?.isNull == true ? nil : value
  }

  /// The first of several names that has a number, in text or not: `"8s"`.
  func number(_ names: String...) -> Double? {
    names.lazy.compactMap { name in value(name).flatMap(Self.number) }.first
  }

  static func number(_ value: JSON) -> Double? {
    if let number = value.double { return number }
    guard let text = value.string else { return nil }
    return Double(text.hasSuffix("s") ? text.dropLast() : text[...])
  }

  func has(_ names: String...) -> Bool { names.contains { schema.parameter(named: $0) != nil } }

  /// Whether files of this kind go in.
  func takesIn(_ kinds: Set<MediaKind>) -> Bool {
    schema.parameters.contains { parameter in
      guard let media = parameter.media, kinds.contains(media.kind) else { return false }
      return unknown.contains(parameter.name) || value(parameter.name).map { $0 != [] && $0 != "" } == true
    }
  }
}

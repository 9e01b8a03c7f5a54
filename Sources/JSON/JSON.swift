/// The one value type of data: a JSON value that keeps the order of its keys
/// and the digits of its numbers.
///
/// Models answer with seeds above 2^53 and with keys in an order that means
/// something to a reader, so neither may be lost between the wire, the
/// journal and the screen.
package enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSON])
  case object(JSONObject)
}

extension JSON {
  /// The member called `key`; nil if there is none or this is no object.
  package subscript(key: String) -> JSON? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// The element at `index`, counted from 0, or from the end if negative;
  /// nil if there is none or this is no array.
  package subscript(index: Int) -> JSON? {
    guard case .array(let elements) = self else { return nil }
    let position = index < 0 ? elements.count + index : index
    return elements.indices.contains(position) ? elements[position] : nil
  }

  package var isNull: Bool { self == .null }

  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var number: JSONNumber? { if case .number(let value) = self { value } else { nil } }
  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var array: [JSON]? { if case .array(let value) = self { value } else { nil } }
  package var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

  /// The number as an `Int`, if this is a number that is exactly one.
  package var int: Int? { number?.int }

  /// The number as a `Double`, if this is a finite number.
  package var double: Double? { number?.double }

  /// What kind of value this is, in the words that errors use.
  package var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "number"
    case .string: "text"
    case .array: "list"
    case .object: "record"
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
  package init(floatLiteral value: Double) { self = JSON(value) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }

  package init(dictionaryLiteral members: (String, JSON)...) {
    self = .object(JSONObject(members, uniquingKeysWith: { _, last in last }))
  }

  package init(_ value: Int) { self = .number(JSONNumber(value)) }

  /// The number, or `null` for a value that JSON cannot write (not finite).
  package init(_ value: Double) { self = JSONNumber(value).map(JSON.number) ?? .null }
}

package import JSON

/// A place in an input: a parameter, a list's element, a member of a record.
struct Slot {
  let type: ValueType
  var isNullable = false
  var media: MediaInput?

  init(type: ValueType) { self.type = type }

  init(_ parameter: Parameter) {
    type = parameter.type
    isNullable = parameter.isNullable
    media = parameter.media
  }

  func coerced(word: String) throws(Violation) -> Coercion {
    if isNullable, word == "null", !type.isFreeText { return Coercion(.null) }
    return try type.coerced(word: word)
  }

  func coerced(_ value: JSON) throws(Violation) -> Coercion {
    if value.isNull, isNullable { return Coercion(.null) }
    return try type.coerced(media?.addresses(in: value, for: type) ?? value)
  }

  /// The same for a value that stands one step below the caller's.
  func coerced(_ value: JSON, under step: JSONPath.Step) throws(Violation) -> Coercion {
    do throws(Violation) {
      let coercion = try coerced(value)
      return Coercion(coercion.value, notes: coercion.under(step))
    } catch {
      throw error.under([step])
    }
  }
}

extension Parameter {
  /// The value that a word stands for; `null` is one where the parameter is
  /// nullable and takes no text.
  /// - Throws: the first `Violation`, its path from the parameter.
  package func coerced(word: String) throws(Violation) -> Coercion { try Slot(self).coerced(word: word) }

  /// The value made to fit. For a file's parameter a whole result is its
  /// file of that kind, if there is one alone (or all of them, for a list).
  /// - Throws: the first `Violation`, its path from the parameter.
  package func coerced(_ value: JSON) throws(Violation) -> Coercion { try Slot(self).coerced(value) }
}

extension MediaInput {
  /// The addresses of the files in a result that was given as a value; nil
  /// if it holds none, or several where one is wanted.
  fileprivate func addresses(in value: JSON, for type: ValueType) -> JSON? {
    guard value.object != nil || value.array != nil, !type.violations(of: value).isEmpty else { return nil }
    let urls = (value.array ?? [value]).flatMap { item -> [JSON] in
      guard item.object != nil else { return [item] }
      // A file given by itself is meant, whatever its kind seems to be.
      let takesAny = kind == .other || item["url"] != nil
      return Media.all(in: item).filter { $0.isPrimary && (takesAny || $0.kind == kind) }.map { .string($0.url) }
    }
    guard !urls.isEmpty, isList || urls.count == 1 else { return nil }
    return isList ? .array(urls) : urls[0]
  }
}

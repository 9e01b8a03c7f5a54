/// A way into a JSON value: `image_size.width`, `loras[0].path`.
package struct JSONPath: Sendable, Hashable, CustomStringConvertible {
  package enum Step: Sendable, Hashable {
    case key(String)
    /// Counted from 0.
    case index(Int)
  }

  package var steps: [Step]

  package init(_ steps: [Step] = []) { self.steps = steps }

  package init(key: String) { steps = [.key(key)] }

  package func appending(_ step: Step) -> JSONPath { JSONPath(steps + [step]) }

  /// Keys joined by dots, indices in brackets.
  package var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .key(let key): text += text.isEmpty ? key : "." + key
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }
}

extension JSON {
  /// The value at `path`; nil if the path leads nowhere.
  package subscript(path: JSONPath) -> JSON? {
    var value = self
    for step in path.steps {
      let next: JSON? =
        switch step {
        case .key(let key): value[key]
        case .index(let index): value[index]
        }
      guard let next else { return nil }
      value = next
    }
    return value
  }

  /// Puts `value` at `path`, making records and list elements on the way.
  /// A list grows by one element at most: an index beyond its end, or a step
  /// that does not fit what is there, changes nothing.
  /// - Returns: whether it was put there.
  @discardableResult
  package mutating func set(_ value: JSON, at path: JSONPath) -> Bool { set(value, at: path.steps[...]) }

  private mutating func set(_ value: JSON, at steps: ArraySlice<JSONPath.Step>) -> Bool {
    guard let step = steps.first else {
      self = value
      return true
    }
    switch step {
    case .key(let key):
      guard var members = isNull ? [:] : object else { return false }
      var member = members[key] ?? .null
      guard member.set(value, at: steps.dropFirst()) else { return false }
      members[key] = member
      self = .object(members)
    case .index(let index):
      guard var elements = isNull ? [] : array, (0...elements.count).contains(index) else { return false }
      var element = index < elements.count ? elements[index] : .null
      guard element.set(value, at: steps.dropFirst()) else { return false }
      if index < elements.count { elements[index] = element } else { elements.append(element) }
      self = .array(elements)
    }
    return true
  }
}

import Diagnostics
import JSON
import Language
import ModelSchema

/// What a `sweep` comes to: its axes, and a call for each combination.
struct SweepPlan: Sendable {
  /// What varies: a parameter, or a pair of braces in a text.
  struct Axis: Sendable {
    var name: String
    /// The argument that it is in, counted from 0.
    var argument: Int
    /// The braces as they were typed; nil for a list of values.
    var braces: String?
    var values: [Value]
  }

  /// No sweep has more runs than that, by mistake.
  static let mostRuns = 1000

  let invocation: Invocation
  private(set) var axes: [Axis] = []

  /// - Parameter invocation: a call of the model, its values settled.
  init(_ invocation: Invocation, schema: ModelSchema?) {
    self.invocation = invocation
    for (index, argument) in invocation.arguments.enumerated() {
      axes += braces(in: argument, index)
      if let axis = listAxis(argument, index, schema) { axes.append(axis) }
    }
  }

  /// How many runs there are; nil if there are more than one can count.
  var count: Int? {
    var count = 1
    for axis in axes {
      let (product, overflow) = count.multipliedReportingOverflow(by: axis.values.count)
      if overflow { return nil }
      count = product
    }
    return count
  }

  /// The values of the axes in a run, counted from 0; the last axis moves
  /// first.
  func values(of run: Int) -> [Value] {
    var rest = run
    var values: [Value] = []
    for axis in axes.reversed() where !axis.values.isEmpty {
      values.append(axis.values[rest % axis.values.count])
      rest /= axis.values.count
    }
    return values.reversed()
  }

  /// Runs in which each value of each axis is met: the first, and those that
  /// differ from it in one axis.
  var samples: [Int] {
    var samples = [0]
    var stride = 1
    for axis in axes.reversed() where !axis.values.isEmpty {
      samples += (1..<max(axis.values.count, 1)).map { $0 * stride }
      stride *= axis.values.count
    }
    return samples
  }

  /// The call of a run.
  func invocation(of run: Int) -> Invocation {
    var copy = invocation
    for (axis, value) in zip(axes, values(of: run)) {
      copy.arguments[axis.argument].content = content(copy.arguments[axis.argument].content, axis, value)
    }
    return copy
  }

  private func content(_ content: Argument.Content, _ axis: Axis, _ value: Value) -> Argument.Content {
    guard let braces = axis.braces, case .value(.data(.string(let text))) = content else { return .value(value) }
    guard let place = text.firstRange(of: braces) else { return content }
    return .value(.data(.string(text.replacingCharacters(in: place, with: value.text ?? ""))))
  }

  // MARK: Finding axes

  /// Every `{a,b}` of a text in double quotes, as it was typed.
  private func braces(in argument: Argument, _ index: Int) -> [Axis] {
    guard case .value(.data(.string)) = argument.content else { return [] }
    let typed = invocation.source[argument.valueRange]
    guard typed.hasPrefix("\"") else { return [] }
    var axes: [Axis] = []
    var rest = typed[...]
    while let open = rest.firstIndex(of: "{") {
      let inner = rest[rest.index(after: open)...]
      guard let close = inner.firstIndex(where: { $0 == "}" || $0 == "{" }) else { break }
      let isHole = open > rest.startIndex && rest[rest.index(before: open)] == "$"
      if inner[close] == "}", !isHole, inner[..<close].contains(",") {
        let words = inner[..<close].split(separator: ",", omittingEmptySubsequences: false).map { word in
          Value.data(.string(word.trimmed))
        }
        axes.append(Axis(name: "text", argument: index, braces: String(rest[open...close]), values: words))
      }
      rest = inner[close...].dropFirst(inner[close] == "}" ? 1 : 0)
    }
    return axes
  }

  /// A list where one value is wanted.
  private func listAxis(_ argument: Argument, _ index: Int, _ schema: ModelSchema?) -> Axis? {
    guard case .parameter(let path, _) = argument.role, case .value(let value) = argument.content,
      let items = value.items, !items.isEmpty
    else { return nil }
    let place = JSONPath(argument: path)
    if let parameter = schema?.parameter(at: place), parameter.type.isList { return nil }
    return Axis(name: place.description, argument: index, braces: nil, values: items)
  }
}

extension SweepPlan {
  /// What all runs together will cost.
  func estimate(of model: Model, count: Int, in session: Session) async -> Estimate {
    let price = await session.prices.price(of: model.endpoint)
    return (0..<count).reduce(Estimate.about(.zero)) { sum, run in
      var builder = RequestBuilder(model: model, invocation: invocation(of: run), files: session.files)
      builder.build()
      return sum + CallPrice(of: builder.draft, at: price).estimate
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

extension String {
  /// The first place of a text in this one.
  fileprivate func firstRange(of text: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text), let end = index(start, offsetBy: text.count, limitedBy: endIndex) {
        return start..<end
      }
      start = index(after: start)
    }
    return nil
  }

  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}

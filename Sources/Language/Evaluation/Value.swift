package import JSON

/// What a name is bound to and what a pipe carries: data, or one of few
/// handles that know how to become data.
package enum Value: Sendable {
  case data(JSON)
  /// A list that may hold handles.
  case list([Value])
  case handle(any Handle)

  package static let null = Value.data(.null)
}

/// A value that is more than its JSON: a job, a model's result, a file.
package protocol Handle: Sendable {
  /// What errors call it: `job`, `result`, `file`.
  var kindName: String { get }

  /// The value itself once it is there. A job waits for its result; every
  /// other handle gives itself at once.
  /// - Throws: `Failure` if there will be no value; `CancellationError` if
  ///   the waiting task was cancelled (the job goes on).
  func settled() async throws -> Value

  /// As data. Asked of settled handles only.
  var json: JSON { get }

  /// What `.name` gives where the JSON has no such field (`.url`, `.meta`);
  /// nil if there is no such helper.
  func helper(_ name: String) -> Value?

  /// The names that `helper` knows, in the order in which to list them.
  var helperNames: [String] { get }

  /// What goes into a text that names the value; nil if nothing does.
  var text: String? { get }

  /// Its items, if it stands for a list.
  var items: [Value]? { get }
}

extension Handle {
  package func settled() async throws -> Value { .handle(self) }
  package func helper(_ name: String) -> Value? { nil }
  package var helperNames: [String] { [] }
  package var text: String? { nil }
  package var items: [Value]? { json.array?.map(Value.data) }
}

extension Value {
  /// The value with every job in it waited for.
  package func settled() async throws -> Value {
    switch self {
    case .data: return self
    case .handle(let handle): return try await handle.settled()
    case .list(let values):
      var settled: [Value] = []
      for value in values { settled.append(try await value.settled()) }
      return .list(settled)
    }
  }

  /// As data. Asked of settled values only.
  package var json: JSON {
    switch self {
    case .data(let json): json
    case .list(let values): .array(values.map(\.json))
    case .handle(let handle): handle.json
    }
  }

  /// The items of a list of either form; nil for anything else.
  package var items: [Value]? {
    switch self {
    case .list(let values): values
    case .data(.array(let elements)): elements.map(Value.data)
    case .handle(let handle): handle.items
    default: nil
    }
  }

  /// What errors call the value.
  package var kindName: String {
    switch self {
    case .data(let json): json.kindName
    case .list: "list"
    case .handle(let handle): handle.kindName
    }
  }

  /// The value as part of a text: text itself, numbers, `true` and `false`,
  /// and handles that have a text; nil for all else.
  package var text: String? {
    switch self {
    case .data(.string(let text)): text
    case .data(.number(let number)): number.text
    case .data(.bool(let bool)): bool ? "true" : "false"
    case .data, .list: nil
    case .handle(let handle): handle.text
    }
  }
}

package import Diagnostics
package import JSON
package import Language
import Synchronization

/// A shell of a few commands that keeps what it is given.
package final class FakeHost: Host {
  private struct Log {
    var presented: [String] = []
    var ran = 0
    var shellInputs: [String] = []
    var latest: Value?
  }

  private let log = Mutex(Log())
  package let settledJobs = Counter()
  package let attempts = Counter()
  /// What a command does that is none of `FakeCommand`; nil: there is none.
  private let fallback: FakeCommand?

  package init(fallback: FakeCommand? = nil) { self.fallback = fallback }

  package var presented: [String] { log.withLock { $0.presented } }
  package var statementsRun: Int { log.withLock { $0.ran } }

  package func callable(named name: String) -> (any Callable)? {
    (FakeCommand(rawValue: name) ?? fallback)?.callable(in: self)
  }

  package func unknownCallable(_ call: CallSyntax, in source: SourceText) -> Diagnostic {
    let near = call.name.value.nearest(among: FakeCommand.allCases.map(\.rawValue))
    return Diagnostic(
      code: "unknown-command", "no command '\(call.name.value)'", help: near.map { "did you mean '\($0)'?" })
  }

  package func job(_ number: Int?) async throws -> Value {
    guard number == nil || number == 3 else {
      throw Failure(.badInput, Diagnostic(code: "no-job", "there is no job \(number ?? 0)"))
    }
    return .handle(FakeResult(json: ["images": [["url": "a.png"], ["url": "b.png"]], "seed": 18_446_744_073_709]))
  }

  package func file(_ path: String) async throws -> Value {
    if let diagnostic = checkFile(path) { throw Failure(.badInput, diagnostic) }
    return .handle(FakeFile(path: path))
  }

  package func checkFile(_ path: String) -> Diagnostic? {
    path.hasPrefix("missing") ? Diagnostic(code: "missing-file", "there is no file '\(path)'") : nil
  }

  package func present(_ value: Value, of statement: Statement, in source: SourceText) async {
    log.withLock { $0.presented.append(value.json.text) }
  }

  package func willRun(_ statement: Statement, in source: SourceText) async { log.withLock { $0.ran += 1 } }

  package func didRun(_ statement: Statement, value: Value?, in source: SourceText) async {}

  package func background(
    _ range: SourceRange, in source: SourceText, _ work: @escaping @Sendable () async throws -> Value
  ) async -> Value {
    .handle(FakeJob(settledJobs, value: work))
  }

  package func shell(_ command: String, input: Value?) async throws -> Value {
    throw Failure(.badInput, Diagnostic(code: "no-programs", "a file starts no programs"))
  }
}

package final class Counter: Sendable {
  private let count = Mutex(0)

  package init() {}

  package var value: Int { count.withLock { $0 } }
  @discardableResult package func increment() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}

/// Does its work where it is first waited for.
package struct FakeJob: Handle {
  package let counter: Counter
  package let value: @Sendable () async throws -> Value

  package init(_ counter: Counter, value: @escaping @Sendable () async throws -> Value) {
    self.counter = counter
    self.value = value
  }

  package var kindName: String { "job" }
  package var json: JSON { "a job" }

  package func settled() async throws -> Value {
    counter.increment()
    return try await value()
  }
}

package struct FakeResult: Handle {
  package let json: JSON
  package var kindName: String { "result" }
  package var helperNames: [String] { ["url", "meta"] }
  package var text: String? { json["output"]?.string }

  package func helper(_ name: String) -> Value? {
    switch name {
    case "url": json["images"]?[0]?["url"].map(Value.data)
    case "meta": .data(["model": "fake"])
    default: nil
    }
  }
}

package struct FakeFile: Handle {
  package let path: String
  package var kindName: String { "file" }
  package var json: JSON { .string("@" + path) }
}

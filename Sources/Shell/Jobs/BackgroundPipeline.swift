import JSON
import Language

/// What `… &` gives: the pipeline that runs in the background, and its value
/// once it is there.
struct BackgroundPipeline: Handle {
  /// As it was typed.
  let text: String
  let result: Settlement<Value>
  /// The jobs that were started since.
  let jobs: @Sendable () -> [Job]

  var kindName: String { "job" }

  func settled() async throws -> Value { try await result.value() }

  var json: JSON { jobs().first?.json ?? ["job": .null, "state": .string(result.outcome == nil ? "running" : "done")] }
}

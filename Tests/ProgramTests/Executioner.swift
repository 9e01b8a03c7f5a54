import Foundation
import JSON
import Sandbox
import Shell
import Synchronization

/// Somebody who is to die when the platform has answered, and the answer has
/// not left yet.
struct Execution: Sendable {
  /// What is asked of the platform in the course of a job.
  enum Request: Sendable, Hashable, CaseIterable { case submit, statusStream, result }

  enum Moment: Sendable, Hashable {
    /// In the process itself.
    case at(Checkpoint)
    /// In the platform, between its decision and its answer.
    case answered(Request)

    static let all = Checkpoint.allCases.map(Moment.at) + Request.allCases.map(Moment.answered)
  }

  let child: Child
  /// What the prompts of the shell begin with.
  let name: String
  let request: Request
}

/// Hears of every answer before it leaves, and kills who is waiting for it.
final class Executioner: Sendable {
  private struct State {
    var server: SandboxServer?
    var condemned: [Execution] = []
  }

  private let state = Mutex(State())

  func watch(_ server: SandboxServer) { state.withLock { $0.server = server } }

  func condemn(_ execution: Execution) { state.withLock { $0.condemned.append(execution) } }

  /// Whoever has lived until now goes on living.
  func rest() { state.withLock { $0.condemned = [] } }

  /// The platform has an answer for a request.
  func heard(_ method: String, _ path: String) {
    state.withLock { state in
      // Of many rounds only the latest is at work.
      guard !state.condemned.isEmpty, let requests = state.server?.acceptedRequests.suffix(64) else { return }
      state.condemned.removeAll { execution in
        let own = requests.filter { $0.prompt.hasPrefix(execution.name + " ") }
        guard execution.request.isMeant(method, path, own.map(\.id)) else { return false }
        execution.child.send(SIGKILL)
        return true
      }
    }
  }
}

extension Execution.Request {
  /// - Parameter ids: of the requests that the condemned has made.
  fileprivate func isMeant(_ method: String, _ path: String, _ ids: [String]) -> Bool {
    switch self {
    // What is accepted was submitted, by this request or one before it.
    case .submit: !ids.isEmpty
    case .statusStream: ids.contains { path.contains($0 + "/status/stream") }
    case .result: method == "GET" && ids.contains { path.hasSuffix($0) || path.contains($0 + "?") }
    }
  }
}

extension AcceptedRequest {
  /// Of what it is to make.
  var prompt: String { (try? JSON(parsing: body))?["prompt"]?.string ?? "" }
}

import FalProtocol
import Journal
import JSON
import Synchronization

/// What `--reuse` takes from the journal.
package enum ReusePolicy: Sendable, Hashable {
  case nothing
  /// Steps whose seed is given: they would come out the same.
  case fixedSeeds
  /// Whatever was asked for in the same words before.
  case everything
}

/// The steps that a run takes over from earlier ones, and what that saved.
final class Reuse: Sendable {
  private struct State {
    var taken: Set<JobID> = []
    var count = 0
    /// In seconds.
    var time = 0.0
    var cost = Money.zero
    var hasUnknownCost = false
    /// Where files that were uploaded again had been.
    var originals: [String: String] = [:]
  }

  let policy: ReusePolicy
  private let state = Mutex(State())

  init(policy: ReusePolicy) { self.policy = policy }

  /// Whether a request may be answered from the journal.
  func covers(_ input: JSON) -> Bool {
    switch policy {
    case .nothing: false
    case .fixedSeeds: input["seed"].map { !$0.isNull } ?? false
    case .everything: true
    }
  }

  /// The first of some jobs that was not taken yet; it is now. Of a step that
  /// ran several times each one is used once, in its order.
  func take(from jobs: [JobRecord]) -> JobRecord? {
    let usable = jobs.filter { $0.output != nil || ($0.isUnfinished && Acceptance($0) != nil) }
    let ordered = usable.sorted { ($1.session.rawValue, $0.id.rawValue) < ($0.session.rawValue, $1.id.rawValue) }
    return state.withLock { state in ordered.first { state.taken.insert($0.id).inserted } }
  }

  /// Files of an earlier run are elsewhere now.
  /// - Parameter links: where they are, by where they were.
  func remember(_ links: [String: String]) {
    state.withLock { state in for (old, new) in links { state.originals[new] = old } }
  }

  /// Where a file of an earlier run had been; nil if it is none, or is there
  /// still.
  func original(of url: String) -> String? { state.withLock { $0.originals[url] } }

  /// A job was not run because of this one.
  func note(_ job: JobRecord) {
    let cost = job.cost.flatMap { Money(dollars: $0) }
    state.withLock { state in
      state.count += 1
      state.time += job.seconds ?? 0
      state.cost = state.cost + (cost ?? .zero)
      state.hasUnknownCost = state.hasUnknownCost || cost == nil
    }
  }

  /// `2 runs taken from the journal, which saved 12.3 s and $0.40`; nil if
  /// there were none.
  var summary: String? {
    let state = state.withLock { $0 }
    guard state.count > 0 else { return nil }
    let runs = "\(state.count) \(state.count == 1 ? "run" : "runs")"
    let known = state.cost > .zero ? state.cost.description : nil
    let cost = state.hasUnknownCost ? known.map { "at least \($0)" } : known
    let saved = [Duration(told: state.time).inTenths] + [cost].compactMap(\.self)
    return "\(runs) taken from the journal, which saved \(saved.joined(separator: " and "))"
  }
}

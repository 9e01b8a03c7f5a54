import Diagnostics
import FalProtocol
import JSON
import Language
import Synchronization

/// What a script would do, written down while it is followed with stand-ins
/// for every result: nothing is sent, and nothing is written.
final class PlanBook: Sendable {
  /// A call that would be made.
  struct Call: Sendable {
    var draft: Draft
    var source: SourceText
    var range: SourceRange
    /// Parameters whose values are results that are not there yet.
    var unknown: Set<String>
  }

  /// Something that cannot be known before.
  struct Remark: Sendable, Hashable {
    var line: Int
    var text: String
  }

  /// Stands where a model would write; no prompt holds it by chance.
  static let standIn = "\u{2039}not known before\u{203A}"

  private let state = Mutex((calls: [Call](), remarks: [Remark]()))

  var calls: [Call] { state.withLock { $0.calls } }
  /// In the order of their lines, each once.
  var remarks: [Remark] { state.withLock { $0.remarks } }

  /// Writes a call down.
  /// - Returns: a result like the one that the model would give.
  func standIn(for draft: Draft, _ invocation: Invocation) -> ModelResult {
    let unknown = (draft.input.object ?? [:]).filter { $0.value.holdsStandIn }.map(\.key)
    state.withLock { state in
      state.calls.append(
        Call(draft: draft, source: invocation.source, range: invocation.name.range, unknown: Set(unknown)))
    }
    return ModelResult(standingInFor: draft)
  }

  func remark(_ text: String, at range: SourceRange, in source: SourceText) {
    let remark = Remark(line: source.position(of: range.start).line, text: text)
    state.withLock { if !$0.remarks.contains(remark) { $0.remarks.append(remark) } }
  }
}

extension JSON {
  /// Whether something in it is not known before.
  var holdsStandIn: Bool {
    switch self {
    case .string(let text): text.contains(PlanBook.standIn)
    case .array(let elements): elements.contains(where: \.holdsStandIn)
    case .object(let members): members.contains { $0.value.holdsStandIn }
    case .null, .bool, .number: false
    }
  }
}

extension Value {
  /// Whether the value comes from a model that was not run.
  var isStandIn: Bool {
    switch self {
    case .data(let json): json.holdsStandIn
    case .list(let values): values.contains(where: \.isStandIn)
    case .handle(let result as ModelResult): result.origin.isStandIn
    case .handle(let handle): handle.text?.contains(PlanBook.standIn) == true
    }
  }
}

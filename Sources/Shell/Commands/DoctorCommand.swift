import Diagnostics
import FalProtocol
import JSON
import Language
import Terminal

/// Where everything is, what is wrong with it, and what to do.
struct DoctorCommand: Command {
  static let name = "doctor"

  static let manual = Manual(
    name: name, group: .shell, summary: "looks where everything is and whether it is well", parameters: [],
    details: """
      It reads and asks, and changes nothing. The key itself is never shown. The exit status is 1 if something is \
      broken (!!) that must be mended: a database that is damaged, or a home that cannot be used. What is only poor \
      (!), like hosts that do not answer, leaves it 0.
      """,
    examples: """
      > print (doctor).platform
      sandbox
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let findings = await Checkup(session: session).findings()
    if findings.contains(where: { $0.rating == .broken }) { session.noteFlaw() }
    let advice = findings.compactMap(\.advice)
    let rows = findings.map { finding in
      [
        finding.rating.mark, StyledText(finding.what, .bold), StyledText(finding.state),
      ]
    }
    let lines = Table(rows: rows).lines(width: session.console.capabilities.columns)
    let json = JSON.object(JSONObject(findings.map { ($0.key, .string($0.state)) }) { first, _ in first })
    return .handle(
      Sheet(json, kind: "table", lines: lines + advice.map { StyledText("to do: ", .bold) + StyledText($0) }))
  }
}

extension Finding.Rating {
  fileprivate var mark: StyledText {
    switch self {
    case .well: StyledText("ok", .good)
    case .poor: StyledText("!", .warning)
    case .broken: StyledText("!!", .error)
    }
  }
}

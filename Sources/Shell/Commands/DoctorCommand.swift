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
    details: "It reads and asks, and changes nothing. The key itself is never shown.",
    examples: """
      > print (doctor).platform
      sandbox
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let findings = await Checkup(session: session).findings()
    let advice = findings.compactMap(\.advice)
    let rows = findings.map { finding in
      [
        StyledText(finding.isWell ? "ok" : "!!", finding.isWell ? .good : .error), StyledText(finding.what, .bold),
        StyledText(finding.state),
      ]
    }
    let lines = Table(rows: rows).lines(width: session.console.capabilities.columns)
    let json = JSON.object(JSONObject(findings.map { ($0.key, .string($0.state)) }) { first, _ in first })
    return .handle(
      Sheet(json, kind: "table", lines: lines + advice.map { StyledText("to do: ", .bold) + StyledText($0) }))
  }
}

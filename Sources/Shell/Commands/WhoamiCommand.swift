import FalClient
import FalProtocol
import JSON
import Language
import Terminal

/// Whose key it is, and what is left of the credit.
struct WhoamiCommand: Command {
  static let name = "whoami"

  static let manual = Manual(
    name: name, group: .shell, summary: "says whose key it is, and what is left of the credit",
    details: "Not every key may ask for the balance; then fal.ai refuses.",
    examples: """
      > whoami
      sandbox  $100.00
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    do {
      let account = try await session.platform.client().accountBilling()
      let keyID = Credentials(environment: session.environment.variables)?.keyID
      let json: JSON = [
        "username": account.username.map(JSON.string) ?? .null, "balance": account.balance.map(JSON.number) ?? .null,
        "currency": .string(account.currency), "key_id": keyID.map(JSON.string) ?? .null,
      ]
      return .handle(Sheet(json, kind: "account", lines: [line(account, keyID)]))
    } catch let error as FalError {
      throw error.failure
    }
  }

  private func line(_ account: AccountBilling, _ keyID: String?) -> StyledText {
    let balance = account.balance?.double.flatMap { Money(dollars: $0) }?.description
    let amount = account.currency == "USD" ? balance : account.balance.map { "\($0) \(account.currency)" }
    return StyledText(account.username ?? "?", .bold) + StyledText("  \(amount ?? "?")")
      + StyledText(keyID.map { "  key \($0)" } ?? "", .dim)
  }
}

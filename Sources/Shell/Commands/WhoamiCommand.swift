import FalClient
import FalProtocol
import Journal
import JSON
import Language
import Terminal

/// Whose key it is, and what is left of the credit.
struct WhoamiCommand: Command {
  static let name = "whoami"

  static let manual = Manual(
    name: name, group: .shell, summary: "says whose key it is, and what is left of the credit",
    details: "Only a key of scope ADMIN may ask for the balance.",
    examples: """
      > whoami
      sandbox  $100.00
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let facts = AccountFacts(session: session)
    let answer = try await facts.answer(to: "", .account) { client in try await client.accountBilling().json }
    let (account, keyID) = (AccountBilling(json: answer), facts.keyID)
    let json: JSON = [
      "username": account.username.map(JSON.string) ?? .null, "balance": account.balance.map(JSON.number) ?? .null,
      "currency": .string(account.currency), "key_id": keyID.map(JSON.string) ?? .null,
    ]
    return .handle(Sheet(json, kind: "account", lines: [line(account, keyID)]))
  }

  private func line(_ account: AccountBilling, _ keyID: String?) -> StyledText {
    let balance = account.balance?.double.flatMap { Money(dollars: $0) }?.description
    let amount = account.currency == "USD" ? balance : account.balance.map { "\($0) \(account.currency)" }
    return StyledText(account.username ?? "?", .bold) + StyledText("  \(amount ?? "?")")
      + StyledText(keyID.map { "  key \($0)" } ?? "", .dim)
  }
}

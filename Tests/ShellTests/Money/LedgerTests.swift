import FalClient
import FalProtocol
import JSON
import Testing

@testable import Shell

@Suite struct LedgerTests {
  private func money(_ text: String) throws -> Money { try #require(Money(text)) }

  @Test func `what is set aside cannot be spent twice`() throws {
    let ledger = Ledger(budget: try money("1"))
    let reserved = try ledger.reserve(.about(money("0.6")), allowsUnknown: false)
    #expect(throws: Ledger.Refusal.tooMuch) { try ledger.reserve(.about(money("0.6")), allowsUnknown: false) }
    ledger.book(try money("0.2"), reserved: reserved)
    #expect(ledger.balance.left == Money("0.8"))
    #expect(try ledger.reserve(.atLeast(money("0.8")), allowsUnknown: false) == Money("0.8"))
    #expect(ledger.balance.left == .zero)
  }

  @Test func `many at once do not pass the budget`() async throws {
    let ledger = Ledger(budget: try money("1"))
    let cent = try money("0.01")
    let admitted = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<500 {
        group.addTask {
          guard let reserved = try? ledger.reserve(.about(cent), allowsUnknown: false) else { return false }
          await Task.yield()
          ledger.book(cent, reserved: reserved)
          return true
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(admitted == 100)
    #expect(ledger.balance.spent == Money("1") && ledger.balance.reserved == .zero)
  }

  @Test func `an unknown cost needs a word under a budget`() throws {
    let ledger = Ledger(budget: try money("1"))
    #expect(throws: Ledger.Refusal.unknownCost) { try ledger.reserve(.unknown, allowsUnknown: false) }
    #expect(try ledger.reserve(.unknown, allowsUnknown: true) == .zero)
    #expect(try Ledger(budget: nil).reserve(.unknown, allowsUnknown: false) == .zero)
  }

  @Test func `a budget counts from when it was set, and the caller's stays`() throws {
    let ledger = Ledger(budget: nil)
    ledger.book(try money("5"), reserved: .zero)
    #expect(ledger.set(Budget(limit: try money("2"), origin: .person)))
    #expect(ledger.balance.left == Money("2"))
    #expect(!ledger.set(Budget(limit: try money("100"), origin: .script)))
    #expect(ledger.set(Budget(limit: try money("3"), origin: .person)))
    #expect(!Ledger(budget: .oneDollar).set(Budget(limit: try money("3"), origin: .person)))
  }

  // MARK: What calls did cost

  private func purchase(_ ledger: Ledger) throws -> Purchase {
    let price = Price(id: try EndpointID("a/b"), unitPrice: try #require(JSONNumber("0.5")), unit: "images")
    let reserved = try ledger.reserve(.about(money("0.5")), allowsUnknown: false)
    return Purchase(ledger: ledger, reserved: reserved, price: price)
  }

  @Test func `a call is booked once, by what the platform bills`() throws {
    let ledger = Ledger(budget: nil)
    let purchase = try purchase(ledger)
    #expect(purchase.finish(billableUnits: "3.0") == Money("1.5"))
    purchase.release()
    #expect(ledger.balance == Ledger.Balance(spent: try money("1.5")))
  }

  @Test(arguments: [nil, "-1", "nan", "many"])
  func `without billed units the estimate counts, and the cost is unknown`(units: String?) throws {
    let ledger = Ledger(budget: nil)
    #expect(try purchase(ledger).finish(billableUnits: units) == nil)
    #expect(ledger.balance.spent == Money("0.5"))
  }

  @Test(arguments: [
    (FalError.platform(PlatformError(status: 500, message: "x")), false, "0"), (.noKey, false, "0"),
    (.cancelled, false, "0.5"), (.platform(PlatformError(status: 422, message: "x", billableUnits: "2")), false, "1"),
    (.unknownSubmit(TransportFault(.reset, host: "x")), false, "0.5"),
    (.transport(TransportFault(.refused, host: "x")), false, "0"),
    (.transport(TransportFault(.refused, host: "x")), true, "0.5"),
  ])
  func `what may have been accepted counts as spent`(error: FalError, isAccepted: Bool, spent: String) throws {
    let ledger = Ledger(budget: nil)
    try purchase(ledger).fail(error, isAccepted: isAccepted)
    #expect(ledger.balance == Ledger.Balance(spent: try money(spent)))
  }
}

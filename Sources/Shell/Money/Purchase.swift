import FalClient
import FalProtocol
import Language
import Synchronization

/// A call that was let through, until it is known what it did cost.
final class Purchase: Sendable {
  private let ledger: Ledger
  private let price: Price?
  private let reserved: Money
  private let isOpen: Mutex<Bool>
  private let isFree: Bool
  /// What was booked for it when it seemed to have ended before.
  private let booked: Money
  private let cost = Mutex(Money.zero)

  init(ledger: Ledger, reserved: Money, price: Price?, booked: Money = .zero) {
    self.ledger = ledger
    self.reserved = reserved
    self.price = price
    self.booked = booked
    isFree = false
    isOpen = Mutex(true)
  }

  /// Where nothing costs anything.
  init(freeIn ledger: Ledger) {
    self.ledger = ledger
    reserved = .zero
    price = nil
    isFree = true
    booked = .zero
    isOpen = Mutex(false)
  }

  /// The same call once more: it went on after all, and what it costs beyond
  /// what was booked is to be booked.
  func reopened() -> Purchase {
    isFree ? self : Purchase(ledger: ledger, reserved: .zero, price: price, booked: cost.withLock { $0 })
  }

  /// The call is done.
  /// - Parameter billableUnits: as the platform tells them.
  /// - Returns: what it did cost; nil if that is not known.
  func finish(billableUnits: String?) -> Money? {
    if isFree { return .zero }
    let cost = cost(of: billableUnits)
    close(with: cost ?? reserved)
    return cost
  }

  /// The call went wrong. What may have been accepted counts as spent; what
  /// never left, or the platform refused, unless it says otherwise, does not.
  /// - Parameter isAccepted: whether the platform is known to have it.
  func fail(_ error: any Error, isAccepted: Bool) {
    switch error as? FalError {
    // It goes on, or is done, and nobody knows what it will have cost.
    case .platform(let refusal) where isAccepted && [.lost, .expired].contains(JobEnding(error, isAccepted: true)):
      close(with: cost(of: refusal.billableUnits) ?? reserved)
    case .platform(let refusal): close(with: cost(of: refusal.billableUnits) ?? .zero)
    case .transport where !isAccepted: release()
    case .noKey, .file, .uploadRefused, .protocolViolation(.unsendable), nil: release()
    case .transport, .statusRefused, .unknownSubmit, .interrupted, .protocolViolation, .cancelled: close(with: reserved)
    }
  }

  /// The call was never made.
  func release() { close(with: .zero) }

  private func cost(of billableUnits: String?) -> Money? {
    guard let units = billableUnits.flatMap(Double.init), units >= 0, let unit = price?.dollars else { return nil }
    return unit.times(units)
  }

  private func close(with cost: Money) {
    let wasOpen = isOpen.withLock { isOpen in
      defer { isOpen = false }
      return isOpen
    }
    guard wasOpen else { return }
    self.cost.withLock { $0 = max(cost, booked) }
    ledger.book(cost > booked ? cost - booked : .zero, reserved: reserved)
  }
}

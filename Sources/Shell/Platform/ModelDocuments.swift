import FalClient
import FalProtocol
import JSON
import ModelCatalogue
import ModelSchema
import Synchronization

/// What the platform says of its models, a document each.
final class ModelDocuments: Sendable {
  /// How long somebody who checks or runs a line waits for the platform's
  /// own document, where there are facts to go by.
  private static let patience = Duration.seconds(3)
  /// How long a kept document counts as fresh, in seconds.
  private static let lifetime = 86_400.0

  private let platform: Platform
  private let records: Records
  private let time: Timekeeper
  /// Nobody waits for a platform that did not answer before.
  private let isOutOfReach = Mutex(false)

  init(platform: Platform, records: Records, time: Timekeeper) {
    self.platform = platform
    self.records = records
    self.time = time
  }

  /// Asks the platform.
  /// - Parameter noteTrouble: called when an attempt has failed and another
  ///   follows.
  /// - Returns: nil if it knows no such model.
  /// - Throws: `Failure`.
  func document(
    of endpoint: EndpointID, _ noteTrouble: @escaping @Sendable () -> Void = {}
  ) async throws -> JSON? {
    do {
      let client = try await platform.client().reporting { notice in
        if case .attempt = notice.next { noteTrouble() }
      }
      let document = try await client.document(of: endpoint)
      records.keep(document, of: endpoint, on: platform, at: time.date())
      isOutOfReach.withLock { $0 = false }
      return document
    } catch let error as FalError where error.isNotFound {
      return nil
    } catch let error as FalError {
      throw error.failure
    }
  }

  /// The same, but not for long, not for a second attempt, and not twice where
  /// nobody answers.
  /// - Returns: nil if it does not come in time, too; it is kept when it comes.
  /// - Throws: `Failure`.
  func documentSoon(of endpoint: EndpointID) async throws -> JSON? {
    if isOutOfReach.withLock({ $0 }) {
      Task { try? await document(of: endpoint) }
      return nil
    }
    let answer = await time.answer(within: Self.patience) { giveUp in
      await Task { try await self.document(of: endpoint, giveUp) }.result
    }
    if case .success(let document)? = answer { return document }
    if !Task.isCancelled { isOutOfReach.withLock { $0 = true } }
    return try answer?.get()
  }

  /// A model as the platform described it when it was last asked; nil if
  /// falsh itself knows it as it was later.
  func keptModel(_ endpoint: EndpointID) -> Model? {
    guard let (document, date) = records.lastDocument(of: endpoint, on: platform) else { return nil }
    let isConfirmed = time.date() - date < Self.lifetime
    guard isConfirmed || date > ModelCatalogue.shipped.seconds else { return nil }
    return Model(
      endpoint: endpoint, schema: try? ModelSchema(document: document), isConfirmed: isConfirmed,
      keptAt: isConfirmed ? nil : date)
  }
}

import Language
import ModelCatalogue

/// Models for somebody who looks, and runs nothing.
extension Catalogue {
  /// How long that is worth waiting for.
  private static let patience = Duration.milliseconds(800)

  /// The model as the platform describes it, whose sentences are not carried
  /// along, or what is known of it where that cannot be had: for looking, not
  /// for running.
  /// - Parameter waits: whether it is worth waiting for the platform where
  ///   something is known; it is asked all the same, for the next time.
  /// - Throws: `Failure`.
  func describedModel(named name: String, waits: Bool = true) async throws -> Model {
    if let known = knownModel(named: name) {
      return known.isConfirmed || !waits ? known : await describedSoon(name) ?? known
    }
    do {
      return try await model(named: name)
    } catch {
      // A sandbox has few models, and falsh knows what the others take.
      guard let model = model(named: name, in: .shipped) else { throw error }
      return model
    }
  }

  /// The platform's description, if it is here before somebody who looks gets
  /// impatient.
  private func describedSoon(_ name: String) async -> Model? {
    let answer = await time.answer(within: Self.patience) { _ in try? await self.model(named: name) }
    return answer ?? nil
  }
}

extension Session {
  /// A model for somebody who looks. At a prompt what the platform says comes
  /// in time for the next look; a program that ends would cut it off.
  /// - Throws: `Failure`.
  func describedModel(named name: String) async throws -> Model {
    try await catalogue.describedModel(named: name, waits: !isInteractive)
  }
}

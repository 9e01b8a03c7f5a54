import Diagnostics
import FalClient
import FalProtocol
import Journal
import JSON
import Language

/// What the platform knows of the account: it changes with every call, so it
/// is always asked. Where it cannot be reached, what it said last serves, with
/// its age.
struct AccountFacts {
  let session: Session

  /// - Parameters:
  ///   - key: what was asked, apart from other questions of its kind.
  ///   - ask: gives the answer as it is kept.
  /// - Throws: `Failure`; where rights are wanting, one that names them.
  func answer(
    to key: String, _ kind: DocumentKind, _ ask: (FalClient) async throws -> JSON
  ) async throws -> JSON {
    let key = "\(keyID ?? "") \(key)"
    do {
      let answer = try await ask(session.platform.client())
      session.records.keep(answer, kind, of: key, on: session.platform)
      return answer
    } catch let error as FalError {
      guard case .transport = error, let kept = session.records.kept(kind, of: key, on: session.platform) else {
        throw error.failure(of: kind)
      }
      let age = kept.storedAt.age(at: session.environment.time.date())
      session.console.note("\(error.failure.diagnostic.message); this is what it said \(age)")
      return kept.json
    }
  }

  /// Whose facts they are: another key may be another account.
  var keyID: String? { Credentials(environment: session.environment.variables)?.keyID }
}

extension FalError {
  /// The error of a question that not every key may ask.
  fileprivate func failure(of kind: DocumentKind) -> Failure {
    guard case .platform(let refusal) = self, refusal.status == 403, refusal.kind == .auth, let subject = kind.subject
    else { return failure }
    var failure = failure
    failure.diagnostic.message = "\(subject) only with a key of scope ADMIN, and this one has less (403)"
    failure.diagnostic.help = "keys are made at https://fal.ai/dashboard/keys"
    return failure
  }
}

extension DocumentKind {
  /// What is told to keys with every right alone; nil where any will do.
  fileprivate var subject: String? {
    switch self {
    case .usage: "fal.ai says what was spent"
    case .account: "fal.ai says what credit is left"
    case .openAPI, .models, .price, .history, .webhookKeys: nil
    }
  }
}

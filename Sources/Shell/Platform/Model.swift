import FalProtocol
import Journal
import ModelSchema
import Synchronization

/// A model that can be called: its id and what its document says.
struct Model: Sendable {
  let endpoint: EndpointID
  let schema: ModelSchema?
  /// Whether the platform said so within the last day, and not only the
  /// facts that falsh carries.
  var isConfirmed = true
  /// When the platform said so, in seconds since 1970, if that was earlier.
  var keptAt: Double?
  private let shape = LazyDocument()

  /// What the journal keeps of it with each of its jobs; nil without a schema.
  var document: JobStep.Document? { shape.document(of: schema) }
}

/// A thousand jobs of a model have one shape, which is written out once.
private final class LazyDocument: Sendable {
  private let made = Mutex<JobStep.Document?>(nil)

  func document(of schema: ModelSchema?) -> JobStep.Document? {
    guard let schema else { return nil }
    return made.withLock { made in
      let document = made ?? ModelShape(schema).document
      made = document
      return document
    }
  }
}

import FalProtocol
import Journal
import JSON
import ModelCatalogue
import ModelSchema

/// What is known today of models that a recording replays as they were: by
/// what this machine has met since, and by the facts that falsh carries.
/// Nobody is asked for it, as a replay asks nobody.
package struct PresentModels: Sendable {
  /// When the recording was begun, in seconds since 1970; nil if it does not
  /// say.
  let recordedAt: Double?
  /// The journal of this machine; a replay has one of its own.
  private let records: Records

  /// - Parameters:
  ///   - recordedAt: in seconds since 1970; nil if it is not known.
  ///   - records: of this machine, which are only read.
  package init(recordedAt: Double?, records: Records) {
    self.recordedAt = recordedAt
    self.records = records
  }

  /// A model as it is known today; nil if nothing that is known is newer
  /// than the recording.
  func shape(of endpoint: EndpointID, on platform: Platform) -> ModelShape? {
    let known = [met(endpoint, on: platform), kept(endpoint, on: platform), carried(endpoint, on: platform)]
    return known.compactMap(\.self).filter { $0.date > recordedAt ?? -.infinity }.max { $0.date < $1.date }?.shape
  }

  private typealias Known = (shape: ModelShape, date: Double)

  /// As the latest job here found it.
  private func met(_ endpoint: EndpointID, on platform: Platform) -> Known? {
    records.latestShape(of: endpoint, on: platform)
  }

  /// As the platform described it last.
  private func kept(_ endpoint: EndpointID, on platform: Platform) -> Known? {
    guard let (document, date) = records.datedDocument(of: endpoint, on: platform),
      let schema = try? ModelSchema(document: document)
    else { return nil }
    return (ModelShape(schema), date)
  }

  /// As falsh itself has it. The sandbox of this falsh knows no other.
  private func carried(_ endpoint: EndpointID, on platform: Platform) -> Known? {
    if case .host = platform.kind { return nil }
    let facts = ModelCatalogue.shipped
    let document = facts.document(endpoint.description)
    guard let schema = document.flatMap({ try? ModelSchema(document: $0) }) else { return nil }
    let date = platform.kind == .sandbox ? .infinity : Timestamp(facts.date + "T00:00:00Z")?.seconds
    return date.map { (ModelShape(schema), $0) }
  }
}

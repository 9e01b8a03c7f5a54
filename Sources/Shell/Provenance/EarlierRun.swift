import Diagnostics
import FalClient
import FalProtocol
import Journal
import JSON
import Language
import ModelSchema

/// A run of an earlier session that makes a call needless.
struct EarlierRun: Sendable {
  let record: JobRecord
  /// Where its files are now, by where they were; those that are still there
  /// are not in it.
  var links: [String: String] = [:]
}

extension Session {
  /// The run of an earlier session that makes a call needless; nil if there
  /// is none whose files are still to be had.
  /// - Throws: `Failure` if a file of the call cannot be read.
  func earlierRun(of draft: Draft) async throws -> EarlierRun? {
    guard reuse.covers(draft.input) else { return nil }
    let earlier = records.jobs(step: try StepKey(draft, in: self), on: platform)
    // What a sandbox had not finished ended with its process.
    let candidates = earlier.filter { platform.kind != .sandbox || $0.state == .done }
    var lacksFiles = false
    while let record = reuse.take(from: candidates) {
      if let links = await links(of: record, draft.model.schema) { return EarlierRun(record: record, links: links) }
      lacksFiles = true
    }
    if lacksFiles {
      let words = "the files of an earlier run are gone (set keep=copies keeps them); it is run now"
      console.note("\(draft.model.endpoint): \(words)")
    } else if earlier.contains(where: { $0.state == .unknown || $0.state == .sent }) {
      try repeatUnknown(draft.model.endpoint)
    }
    return nil
  }

  /// An earlier run may have been accepted, which nobody knows: the same again
  /// may be paid for twice.
  /// - Throws: `Failure` unless somebody has agreed to that, or it is free.
  private func repeatUnknown(_ endpoint: EndpointID) throws(Failure) {
    guard !platform.costsMoney || purse.isConsented else { throw Failure(.unknownSubmit, .unknownBefore(endpoint)) }
    console.note("\(endpoint): it is not known whether an earlier run was accepted; it is run now")
  }

  /// Where files of a run that are gone are to be had again: a copy that was
  /// kept is uploaded.
  /// - Returns: nil if one is gone for good.
  private func links(of record: JobRecord, _ schema: ModelSchema?) async -> [String: String]? {
    var copies: [(url: String, file: LocalFile)] = []
    let media = ModelResult(record, number: 0, schema: schema)?.media ?? []
    for url in media.map(\.url) where !DataURL.isDataURL(url) {
      guard await isGone(url) else { continue }
      guard let file = keptCopy(of: url, madeBy: record.id) else { return nil }
      copies.append((url, file))
    }
    var links: [String: String] = [:]
    for (url, file) in copies {
      guard let link = try? await uploads.url(of: file) else { return nil }
      links[url] = link
    }
    reuse.remember(links)
    return links
  }

  /// Whether a file is certainly not there any more.
  private func isGone(_ url: String) async -> Bool {
    // The server of a sandbox goes with the process that it lives in.
    guard platform.kind != .sandbox else { return true }
    do {
      _ = try await platform.client().download(url) { _ in throw CancellationError() }
      return false
    } catch {
      return (error as? FalError)?.isNotFound ?? false
    }
  }
}

extension Diagnostic {
  fileprivate static func unknownBefore(_ endpoint: EndpointID) -> Diagnostic {
    Diagnostic(
      code: "unknown-submit",
      "it is not known whether \(endpoint) accepted this step in an earlier run; it was not sent again",
      help: "look at https://fal.ai/dashboard/requests; --yes sends it again")
  }
}

extension ModelResult {
  /// The same with its files at other places.
  func linked(_ links: [String: String], schema: ModelSchema?) -> ModelResult {
    links.isEmpty ? self : ModelResult(output: output.linked(links), origin: origin, schema: schema)
  }
}

extension JSON {
  fileprivate func linked(_ links: [String: String]) -> JSON {
    switch self {
    case .string(let text): .string(links[text] ?? text)
    case .array(let elements): .array(elements.map { $0.linked(links) })
    case .object(let members): .object(members.mapValues { $0.linked(links) })
    case .null, .bool, .number: self
    }
  }
}

import FalProtocol
import JSON
import Language
import ModelSchema

extension Session {
  /// The name of the file that a result was made of: the one that its model
  /// was given, or the one that what its model was given was made of.
  /// - Returns: nil if no file of anybody's went into it.
  func inputName(of result: ModelResult) -> String? {
    var current = result
    for _ in 0..<Self.longestLineage {
      if let name = ownInputName(of: current) { return name }
      guard let parent = current.origin.parents.lazy.compactMap(earlierResult).first else { return nil }
      current = parent
    }
    return nil
  }

  /// How many models one after the other are looked behind.
  private static var longestLineage: Int { 100 }

  private func ownInputName(of result: ModelResult) -> String? {
    // A step that an earlier run has done had its files uploaded then.
    if let file = draft(of: result)?.attachments.first?.file { return file.name }
    let made = Set(result.origin.parents.compactMap(earlierResult).flatMap { $0.media.map(\.url) })
    let urls = Media.all(in: result.origin.input).map(\.url).filter { !made.contains($0) && !DataURL.isDataURL($0) }
    if let file = urls.lazy.compactMap({ self.uploads.file(at: $0) }).first { return file.name }
    guard result.origin.parents.isEmpty, let url = urls.first else { return nil }
    return url.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last.map(String.init)
  }

  /// What the arguments of the call came to that gave a result in this
  /// session.
  private func draft(of result: ModelResult) -> Draft? {
    let number = result.origin.jobNumber
    guard case .success(let own)? = jobs[number]?.result.outcome, own.origin.requestID == result.origin.requestID
    else { return nil }
    return log.origin(ofJob: number)?.draft
  }

  private func earlierResult(withRequestID id: String) -> ModelResult? {
    guard case .success(let result)? = jobs.job(withRequestID: id)?.result.outcome else { return nil }
    return result
  }
}

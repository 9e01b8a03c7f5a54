import ModelCatalogue
import ModelSchema

/// Models for Tab: what the program carries is there at once; what the
/// platform has said since counts for more.
extension Session {
  /// Models that what was typed may mean, the likeliest first: the beginning
  /// of an id or of a segment of one, or words.
  func models(matching typed: String) -> [Suggestion] {
    catalogue.list.matching(typed).map { Suggestion($0.id, $0.detail, .model) }
  }

  /// Models whose ids begin so.
  func models(beginningWith typed: String) -> [Suggestion] {
    catalogue.list.entries.filter { $0.id.hasPrefix(typed) }.map { Suggestion($0.id, $0.detail, .model) }
  }

  /// The schema of a model, without waiting for the platform.
  func schemaAtHand(of name: String) -> ModelSchema? { catalogue.modelAtHand(named: name)?.schema }
}

extension ModelFacts {
  /// Beside the id in a list: what it does, and for how much.
  fileprivate var detail: String { [category, price?.words ?? ""].filter { !$0.isEmpty }.joined(separator: ", ") }
}

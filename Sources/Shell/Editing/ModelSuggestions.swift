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
  /// Beside the id in a list: for how much, and what it does, which most ids
  /// say too and a narrow screen may cut.
  fileprivate var detail: String { [price?.words ?? "", category].filter { !$0.isEmpty }.joined(separator: ", ") }
}

import FalProtocol
import ModelSchema

extension Session {
  /// The parameter that says which language model is to answer.
  static let languageModelParameter = "model"

  /// The language model that the router is asked for where a call names none,
  /// as it takes none by itself: `set llm`. Nil for all other models.
  func languageModel(for schema: ModelSchema?) -> String? {
    guard let schema, let endpoint = try? EndpointID(schema.endpointID), endpoint.isLanguageRouter,
      schema.parameter(named: Self.languageModelParameter)?.isRequired == true
    else { return nil }
    return settings.languageModel
  }
}

import FalProtocol
import Language

extension Session {
  /// What a model is given wherever a call says nothing: see `use`.
  func usualArguments(for model: Model) -> [Argument] {
    let settings = settings
    return settings.model == model.endpoint.description ? settings.modelArguments : []
  }
}

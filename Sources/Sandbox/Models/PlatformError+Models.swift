import FalProtocol
import JSON

extension PlatformError {
  /// A model's refusal of one parameter, in the platform's terms.
  /// - Parameters:
  ///   - type: one of `ErrorType`'s words.
  ///   - path: the parameter at fault, from the input.
  ///   - context: the numbers and names that belong to the type.
  static func refusal(
    _ type: String, at path: [JSONPath.Step], _ message: String, context: JSON? = nil, input: JSON? = nil
  ) -> PlatformError {
    PlatformError(details: [
      Detail(location: JSONPath(path), message: message, type: type, context: context, input: input)
    ])
  }

  static func noNetwork(_ url: String, at path: [JSONPath.Step]) -> PlatformError {
    refusal(
      "file_download_error", at: path,
      "the sandbox has no network: give it a file that was uploaded to it, or a data URL", input: .string(url))
  }

  static func noSuchFile(_ url: String, at path: [JSONPath.Step]) -> PlatformError {
    refusal("file_download_error", at: path, "there is no file at this URL", input: .string(url))
  }

  static func notAPicture(_ url: String, at path: [JSONPath.Step]) -> PlatformError {
    refusal("image_load_error", at: path, "this is no picture that can be read", input: .string(url))
  }

  static func contentPolicy(at name: String, _ text: String) -> PlatformError {
    refusal(
      "content_policy_violation", at: [.key(name)], "the content checker refused this text", input: .string(text))
  }
}

import FalProtocol
import JSON
import MediaFiles
import ModelSchema

/// One call of a model: its input, read with the schema's defaults, its
/// seed, and the files it may read and write.
struct ModelCall: Sendable {
  let input: JSON
  let schema: ModelSchema
  /// The seed that was given, or one chosen for this call.
  let seed: Int
  let files: FileStore
  private let requestID: String

  init(input: JSON, schema: ModelSchema, requestID: String, chosenSeed: Int, files: FileStore) {
    self.input = input
    self.schema = schema
    self.files = files
    self.requestID = requestID
    seed = input["seed"]?.int ?? chosenSeed
  }

  /// What was given for a parameter, or its default; null if there is neither.
  subscript(name: String) -> JSON {
    if let given = input[name], !given.isNull { return given }
    return schema.parameter(named: name)?.defaultValue ?? .null
  }

  func text(_ name: String) -> String { self[name].string ?? "" }

  func flag(_ name: String) -> Bool { self[name].bool ?? false }

  func count(_ name: String) -> Int { self[name].int ?? 1 }

  /// What a file that this call makes is made from.
  /// - Parameter part: which of several; each has a seed of its own.
  func provenance(_ prompt: String, part: Int = 0) -> Provenance {
    Provenance(prompt: prompt, model: schema.endpointID, seed: seed &+ part)
  }

  /// Puts a file that was made where the caller finds it.
  /// - Parameters:
  ///   - part: which of several files of one name.
  ///   - size: of a picture, in pixels.
  /// - Returns: the record that stands for it in the output.
  func publish(_ file: MadeFile, part: Int = 0, size: PixelSize? = nil) -> JSON {
    file.published(in: files, salt: "\(requestID) \(part)", size: size)
  }

  /// The same for a picture, which `sync_mode` wants inside its URL.
  /// - Throws: what drawing it throws.
  func publishPicture(_ file: MadeFile, part: Int, size: PixelSize? = nil) throws(PlatformError) -> JSON {
    flag("sync_mode") ? try file.inlined(size: size) : publish(file, part: part, size: size)
  }
}

import FalProtocol
import JSON
import Language
import ModelSchema

/// How a result came about, whether in this session or in an earlier one.
struct Making: Sendable {
  /// `%3` in this session, else the request id.
  let label: String
  let endpoint: EndpointID
  /// What was sent.
  let input: JSON
  let requestID: String
  /// nil as long as there is no result.
  let output: JSON?
  /// In seconds.
  let elapsed: Double?
  /// nil if unknown.
  let cost: Money?
  /// nil where the model's document is not at hand.
  var schema: ModelSchema?
  /// Request ids of the results that went in, as far as they were told.
  var parents: [String] = []
  /// Whether it went over a connection in real time, its files inside.
  var isRealtime = false

  /// The seed that was sent, or the one that the model chose.
  var seed: JSON? {
    let seed = output?["seed"] ?? input["seed"]
    return seed?.isNull == true ? nil : seed
  }

  /// The line that makes it once more.
  /// - Parameter file: the path of a file that was uploaded to a URL.
  func recipe(file: (String) -> String?) -> String {
    let places = Dictionary(
      input.leaves.compactMap { text in (file(text) ?? inlinedFile(text)).map { (text, $0.sourceFile) } }
    ) { $1 }
    let isChosen = input["seed"] == nil && schema?.parameter(named: "seed") != nil
    var source = CallSource(
      endpoint: endpoint, input: input, schema: schema, chosenSeed: isChosen ? output?["seed"] : nil)
    source.replacement = { text, _ in places[text] }
    return isRealtime ? "\(RealtimeCommand.name) \(source.text)" : source.text
  }

  /// The path of a file that went in as it is.
  func inlinedFile(_ text: String) -> String? {
    isRealtime && text.hasPrefix("@") && isMedium(text) ? String(text.dropFirst()) : nil
  }

  /// Whether a text of the input stands where a medium goes: a prompt may
  /// begin with an @ too.
  private func isMedium(_ text: String) -> Bool {
    guard let schema else { return true }
    return schema.parameters.contains { $0.media != nil && input[$0.name]?.leaves.contains(text) == true }
  }
}

extension JSON {
  /// Every text in it.
  var leaves: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let elements): elements.flatMap(\.leaves)
    case .object(let members): members.flatMap { $0.value.leaves }
    case .null, .bool, .number: []
    }
  }
}

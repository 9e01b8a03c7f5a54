import JSON
import Language

extension Session.Settings {
  /// As the journal keeps them.
  var json: JSON {
    let words = aliases.sorted { $0.key < $1.key }.map { ($0, JSON.string($1)) }
    return [
      "model": .string(model), "parallel": JSON(parallel), "timeout": timeout.map { JSON($0.seconds) } ?? .null,
      "llm": .string(languageModel), "keep": .string(keep.rawValue),
      "aliases": .object(JSONObject(uniqueKeysWithValues: words)),
    ]
  }

  /// What a journal kept; what it did not keep is as at first.
  init(json: JSON) {
    self.init()
    model = json["model"]?.string ?? model
    parallel = json["parallel"]?.int ?? parallel
    if let seconds = json["timeout"] {
      timeout = seconds.double.map { .milliseconds(Int64(max(0, min(1e9, $0)) * 1000)) }
    }
    languageModel = json["llm"]?.string ?? languageModel
    keep = json["keep"]?.string.flatMap(KeptMedia.init(rawValue:)) ?? keep
    for (word, target) in json["aliases"]?.object ?? [:] { aliases[word] = target.string }
  }
}

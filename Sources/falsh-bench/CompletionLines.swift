import ModelCatalogue
import ModelSchema

/// Lines to press Tab behind, by what there is to be completed.
struct CompletionLines {
  let what: String
  let lines: [String]

  static var modelCount: Int { models.count }

  static let all = [
    CompletionLines(what: "commands", lines: ["u", "mo", "sch", "pri", "expo", "let x = up", "$hero | sa", "% | "]),
    CompletionLines(what: "options", lines: ["save --", "gen --", "models --cat", "jobs --", "schema x --"]),
    CompletionLines(what: "models by a segment", lines: models.map { String($0.lastSegment.prefix(4)) }),
    CompletionLines(what: "models by three words", lines: models.map(\.threeWords)),
    // The first that is asked of each model, whose document is read for it.
    CompletionLines(what: "names of parameters", lines: models.map { $0.id + " " }),
    CompletionLines(what: "values of parameters", lines: values),
    CompletionLines(
      what: "one of 1,287 values",
      lines: ["", "A", "Abigail S", "Zz"].map { "fal-ai/heygen/v3/video-agent \"a\" avatar=\($0)" }),
    CompletionLines(what: "fields of records", lines: models.map { $0.id + " image_size={" }),
    CompletionLines(what: "a picture among 1,000 files", lines: files),
    CompletionLines(what: "names", lines: ["print $", "print $name1", "fal-ai/z-image/turbo \"see $na"]),
    CompletionLines(what: "fields and places of values", lines: ["print $hero.", "print $hero.images[", "print %3."]),
    CompletionLines(what: "jobs", lines: ["wait %", "cancel ", "status "]),
    CompletionLines(
      what: "fields of what is still to be made", lines: models.map { "let x = \($0.id) \"a\"\nprint $x." }),
    CompletionLines(
      what: "fields of what is piped in",
      lines: models.map { $0.id + " \"a\" | fal-ai/qwen-image-max/edit \"b\" image_urls=$in." }),
    CompletionLines(what: "parameters of a script", lines: ["source film.fal ", "falsh film.fal s"]),
    CompletionLines(what: "words of another shell", lines: models.map { "falsh \($0.id) \"a b\" " }),
  ]

  /// A script in the folder that is completed in.
  static let script = "param subject: text  ## what to draw\nparam style = \"oil\"\nprint $subject\n"

  /// What is typed before: names, and jobs that fail, as nobody answers.
  static let session =
    ["let hero = {images: [{url: \"https://e.org/a.png\"}, {url: \"https://e.org/b.png\"}], seed: 7}"]
    + (1...200).map { "let name\($0) = [\($0), \"a fox\"]" }
    + Array(repeating: "fal-ai/z-image/turbo \"a fox\"", count: 20)

  private static let models = ModelCatalogue.shipped.entries
  private static let files = ["", "p", "picture-9"].flatMap { start in
    ["upload \(start)", "fal-ai/kling-video/o3/pro/image-to-video @\(start)", "fal-ai/birefnet/v2 image_url=\(start)"]
  }

  /// One parameter a model that has something to choose, in turn.
  private static let values: [String] = models.enumerated().compactMap { index, facts in
    let schema = ModelCatalogue.shipped.document(facts.id).flatMap { try? ModelSchema(document: $0) }
    let parameters = schema?.parameters.filter { $0.media == nil } ?? []
    guard !parameters.isEmpty else { return nil }
    return "\(facts.id) \(parameters[index % parameters.count].name)="
  }
}

extension ModelFacts {
  fileprivate var lastSegment: Substring { id.split(separator: "/").last ?? "" }

  fileprivate var threeWords: String {
    id.split { $0 == "/" || $0 == "-" }.suffix(3).joined(separator: " ")
  }
}

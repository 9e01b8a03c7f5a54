import Diagnostics
import FalProtocol
import JSON
import Language
import ModelCatalogue
import ModelSchema

@testable import Shell

/// Where the old scripts' flags go, over every model whose document is
/// known: a page to be read, and compared with the one that is kept.
struct FlagTable {
  private static let flags = [
    ("image-url", "https://e.org/a.png"), ("video-url", "https://e.org/a.mp4"), ("audio-url", "https://e.org/a.mp3"),
    ("t", "a fox"), ("size", "square"), ("size", "portrait"), ("size", "landscape"), ("aspect-ratio", "16:9"),
    ("num-images", "2"), ("duration", "5"), ("seed", "7"),
  ]

  private let models: [Model] = ModelCatalogue.shipped.entries.compactMap { facts in
    guard let document = ModelCatalogue.shipped.document(facts.id), let endpoint = try? EndpointID(facts.id) else {
      return nil
    }
    return Model(endpoint: endpoint, schema: try? ModelSchema(document: document))
  }

  /// A block a flag: what becomes of it, for how many models, and for which
  /// first.
  var lines: [String] {
    Self.flags.flatMap { flag, word -> [String] in
      let groups = Dictionary(grouping: models) { outcome(of: flag, word, for: $0) }
      let order = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      return ["", (flag.count == 1 ? "-" : "--") + "\(flag) \(word)"]
        + order.map { outcome, models in
          let first = models.first?.endpoint.description ?? ""
          return "  \(outcome)  (\(models.count == 1 ? first : "\(models.count) models, as \(first)"))"
        }
    }
  }

  private func outcome(of flag: String, _ word: String, for model: Model) -> String {
    let source = SourceText(name: "flags", text: "it --\(flag) ")
    let name = SourceRange(0, 2)
    let arguments = [
      Argument(.option(flag), .flag, range: SourceRange(3, source.count - 1)),
      Argument(.positional, .word(word), range: SourceRange(at: source.count)),
    ]
    let call = Invocation(
      name: Located("it", name), arguments: arguments, range: SourceRange(0, source.count), source: source)
    let files = Files(workingDirectory: "/", homeDirectory: "/", policy: .everything)
    var builder = RequestBuilder(model: model, invocation: call, files: files)
    builder.build()
    // One flag alone is not all that a model wants.
    if let problem = builder.problems.first(where: { $0.code != "missing-parameter" }) {
      return "refused: " + words(of: problem, model)
    }
    return builder.draft.input.leaves.map { path, value in
      value.bare == word ? path : "\(path)=\(value.bare)"
    }.joined(separator: " ")
  }

  private func words(of problem: Diagnostic, _ model: Model) -> String {
    let words = problem.message + (problem.help.map { "; \($0)" } ?? "")
    return words.replacing(model.endpoint.description, with: "it")
  }
}

extension JSON {
  /// Everything in it that is no list and no record, with its place.
  fileprivate var leaves: [(String, JSON)] {
    func leaves(_ value: JSON, _ path: JSONPath) -> [(String, JSON)] {
      switch value {
      case .object(let members): members.flatMap { leaves($0.value, path.appending(.key($0.key))) }
      case .array(let elements): elements.enumerated().flatMap { leaves($1, path.appending(.index($0))) }
      default: [(path.description, value)]
      }
    }
    return leaves(self, JSONPath())
  }

  fileprivate var bare: String { string ?? text }
}

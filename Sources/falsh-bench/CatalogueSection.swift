import JSON
import ModelCatalogue
import ModelSchema

/// How soon the catalogue of all models answers, and what it weighs.
struct CatalogueSection {
  private static let aim = Quantity.time(.milliseconds(5))

  private let program: String
  private let searching: Trial
  private let clock = ContinuousClock()

  /// Starts the program as often as the options say.
  init(options: BenchOptions) {
    program = options.program
    searching = Trial(program, "models", "kling", "i2v", "pro")
    Trial.run([searching], rounds: options.runs)
  }

  /// To be measured before this process has grown by anything else.
  func measure() -> Section {
    let memory = Surroundings.ownPeakMemory
    let opening = clock.measure { _ = ModelCatalogue.shipped.entries.count }
    let catalogue = ModelCatalogue.shipped
    let search = times(200) { _ = catalogue.search(ModelSearch(words: ["kling", "i2v", "pro"])) }
    let slip = times(200) { _ = catalogue.search(ModelSearch(words: ["klign"])) }
    let typing = times(200) { _ = catalogue.matches("kl") }
    let weight = Surroundings.ownPeakMemory - memory
    let decoding = decoded(catalogue)
    var section = Section(title: "The catalogue: \(catalogue.entries.count) models")
    section.figures = [
      Figure("opened, once a process", .time(opening)),
      Figure("search: kling i2v pro", search, aim: Self.aim), Figure("search: klign", slip, aim: Self.aim),
      Figure("Tab behind kl", typing, aim: Self.aim),
      Figure("memory, opened and searched", .bytes(weight), aim: .bytes(20 << 20)),
      Figure("a document as a schema, median", decoding, aim: .time(.milliseconds(1))),
      Figure("the slowest of them", .time(decoding.maximum ?? .zero), aim: .time(.milliseconds(1))),
      Figure("all of them", .time(decoding.sum), aim: .time(.milliseconds(1500))),
      Figure("falsh models kling i2v pro", searching, \.whole),
    ]
    return section
  }

  private func times(_ count: Int, _ body: () -> Void) -> Samples<Duration> {
    Samples((0..<count).map { _ in clock.measure(body) })
  }

  /// Each document read, expanded and understood.
  private func decoded(_ catalogue: ModelCatalogue) -> Samples<Duration> {
    Samples(
      catalogue.entries.compactMap { facts in
        var schema: ModelSchema?
        let time = clock.measure {
          schema = catalogue.document(facts.id).flatMap { try? ModelSchema(document: $0) }
        }
        return schema == nil ? nil : time
      })
  }
}

import JSON
import ModelCatalogue
import ModelSchema

/// How soon the catalogue of all models answers, and what it weighs.
struct CatalogueSection {
  private static let aim = Quantity.time(.milliseconds(5))

  private let searching, knowing, ignorant: Trial
  /// Less memory than this cannot be seen, in bytes.
  private let floor: Int
  private let clock = ContinuousClock()

  /// Starts the program as often as the options say. To be done before this
  /// process has grown: see `ProcessRun.peakMemory`.
  init(options: BenchOptions) {
    searching = Trial(options.program, "models", "kling", "i2v", "pro")
    knowing = Trial(options.program, "--complete", "kling-i2v-pro", "13")
    ignorant = Trial(options.program, "--complete", "help mod", "8")
    Trial.run([searching, knowing, ignorant], rounds: options.runs)
    floor = Surroundings.ownPeakMemory
  }

  func measure() -> Section {
    let opening = clock.measure { _ = ModelCatalogue.shipped.entries.count }
    let catalogue = ModelCatalogue.shipped
    let search = times(200) { _ = catalogue.search(ModelSearch(words: ["kling", "i2v", "pro"])) }
    let slip = times(200) { _ = catalogue.search(ModelSearch(words: ["klign"])) }
    let typing = times(200) { _ = catalogue.matches("kl") }
    let decoding = decoded(catalogue)
    var section = Section(title: "The catalogue: \(catalogue.entries.count) models")
    section.figures = [
      Figure("opened, once a process", .time(opening)),
      Figure("search: kling i2v pro", search, aim: Self.aim), Figure("search: klign", slip, aim: Self.aim),
      Figure("Tab behind kl", typing, aim: Self.aim),
      memory,
      Figure("a document as a schema, median", decoding, aim: .time(.milliseconds(1))),
      Figure("the slowest of them", .time(decoding.maximum ?? .zero), aim: .time(.milliseconds(1))),
      Figure("all of them", .time(decoding.sum), aim: .time(.milliseconds(1500))),
      Figure("falsh models kling i2v pro", searching, \.whole),
    ]
    return section
  }

  /// What a process that opens and searches the catalogue has more than one
  /// that does not; both only complete a line.
  private var memory: Figure {
    let what = "memory, opened and searched"
    guard let with = knowing.peakMemory.median, let without = ignorant.peakMemory.median else {
      return Figure(what, missing: knowing.obstacle ?? ignorant.obstacle ?? "not measured")
    }
    guard without > floor else { return Figure(what, missing: "the bench itself has more: --only catalogue") }
    return Figure(
      what, .bytes(with - without), aim: .bytes(20 << 20), note: "\(Quantity.bytes(with).text) in all, of a process")
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

import Diagnostics
import FalProtocol
import JSON
import Language
import ModelCatalogue
import Terminal

/// Searches the platform's models.
struct ModelsCommand: Command {
  private static let words = Repeated("words", String.self, "what to look for, in any order: kling i2v pro")
  private static let category = Named(
    "category", CategoryName.self, "only this category: text-to-image, image-to-video, …")
  private static let status = Named("status", ModelStatus.self, "only active ones, or those that will go: deprecated")
  private static let input = Named("in", ContentKinds.self, "only what takes this: image, video, audio, mesh, text, …")
  private static let output = Named("out", ContentKinds.self, "only what gives this")
  private static let price = Flag("price", "shows what a unit costs")
  private static let limit = Named("limit", PositiveCount.self, "how many at most")
  private static let refresh = Flag("refresh", "asks the platform for its list first")

  static let name = "models"

  static let manual = Manual(
    name: name, group: .models, summary: "searches the models of the platform",
    parameters: [words, category, status, input, output, price, limit, refresh],
    details: """
      It answers from the list that falsh keeps, sorted as the platform sorts: by popularity. Short words are known: \
      t2i, i2v, tts, stt.
      """,
    examples: """
      > models kling i2v --limit 2
      fal-ai/kling-video/o3/pro/image-to-video  image-to-video  [..]
      fal-ai/kling-video/v3/pro/image-to-video  image-to-video  [..]
      [..] models; the sandbox has its own of the first, and stand-ins for the others
      > models veo3.1 --in image --price --limit 1
      [..]image-to-video  $[..]
      [..] models; stand-ins run for them here
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    var search = ModelSearch(
      words: try call[Self.words], category: try call[Self.category]?.name, inputs: try call[Self.input]?.kinds ?? [],
      outputs: try call[Self.output]?.kinds ?? [])
    search.standing = try call[Self.status]?.standing
    let catalogue = session.catalogue
    if call[Self.refresh] { try await catalogue.renew() } else { try await catalogue.makeReady() }
    let list = catalogue.list
    // For the next time; a program that ends would cut it off.
    if session.isInteractive, session.platform.kind == .live { catalogue.refresh() }
    if let category = search.category, !list.entries.contains(where: { $0.category == category }) {
      throw Failure(.badInput, .noCategory(category, in: list))
        .located(in: call.invocation.source, at: call.range(of: Self.category))
    }
    let (found, own) = list.found(by: search)
    let limit = try call[Self.limit]?.count ?? found.count
    return ModelTable(
      models: session.prices.priced(Array(found.prefix(limit))), showsPrices: call[Self.price],
      footer: list.footer(found: found.count, own: own, at: session.environment.time.date()),
      width: session.console.capabilities.columns
    ).value
  }
}

/// Where a model stands in the platform's list: `active`, `deprecated`.
struct ModelStatus: ArgumentType {
  static let label = "STATUS"
  let standing: ModelFacts.Standing

  private static let words: [(String, ModelFacts.Standing)] = [("active", .listed), ("deprecated", .deprecated)]

  init(reading content: Argument.Content) throws {
    let word = try String(reading: content)
    guard let standing = Self.words.first(where: { $0.0 == word })?.1 else {
      throw Failure.wants("active or deprecated")
    }
    self.standing = standing
  }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] { words.map { Suggestion($0.0) } }
}

/// Kinds of content, parted by commas: `image,audio`.
struct ContentKinds: ArgumentType {
  static let label = "KIND"
  let kinds: [ContentKind]

  init(reading content: Argument.Content) throws {
    let words = try String(reading: content).split(separator: ",")
    kinds = words.compactMap { ContentKind(word: $0) }
    guard kinds.count == words.count, !kinds.isEmpty else {
      throw Failure.wants("one of " + ContentKind.allCases.map(\.rawValue).joined(separator: " "))
    }
  }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    ContentKind.allCases.map { Suggestion($0.rawValue) }.filter { $0.text.hasPrefix(prefix) }
  }
}

/// What models are sorted by: `text-to-image`.
struct CategoryName: ArgumentType {
  static let label = "CATEGORY"
  let name: String

  init(reading content: Argument.Content) throws { name = try String(reading: content) }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    session.catalogue.list.categories.map { Suggestion($0.name, $0.count == 1 ? "1 model" : "\($0.count) models") }
  }
}

extension ModelList {
  /// How many there are, and from when.
  fileprivate func footer(found: Int, own: Int, at now: Double) -> String {
    let listed = entries.count { $0.standing != .unlisted }
    let count = found == 1 ? "1 model" : "\(found) models"
    switch source {
    case .shipped(let date): return "\(count), as of \(date); models --refresh asks fal.ai"
    case .live(let date):
      return "\(count) of \(listed), as fal.ai lists them" + (now - date < 3600 ? "" : "; asked \(date.age(at: now))")
    case .own(.sandbox): return found == 0 ? count : "\(count); \(Self.sandboxWords(found: found, own: own))"
    case .own, .none: return "\(count) of \(listed)"
    }
  }

  /// What a sandbox does for them.
  private static func sandboxWords(found: Int, own: Int) -> String {
    if own == 0 { return found == 1 ? "a stand-in runs for it here" : "stand-ins run for them here" }
    if own == found { return found == 1 ? "the sandbox has its own" : "the sandbox has its own of each" }
    return "the sandbox has its own of the first\(own == 1 ? "" : " \(own)"), and stand-ins for the others"
  }
}

extension Diagnostic {
  fileprivate static func noCategory(_ name: String, in list: ModelList) -> Diagnostic {
    let known = list.categories.map(\.name)
    return Diagnostic(
      code: "unknown-category", "there is no category '\(name)'",
      help: name.nearest(among: known).map { "did you mean '\($0)'?" } ?? known.joined(separator: " "))
  }
}

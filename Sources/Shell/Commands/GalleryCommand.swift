import Diagnostics
import FalClient
import FalProtocol
import JSON
import Language
import ModelSchema

/// The session's media on one page.
struct GalleryCommand: Command {
  private static let place = Omittable(
    "place", PathArgument.self, "a page.html that links to the media, or a folder/ that holds them (gallery/)")
  private static let force = Flag("force", "replaces what is there")

  static let name = "gallery"

  static let manual = Manual(
    name: name, group: .session, summary: "puts the session's media on a page", input: .optional,
    parameters: [place, force],
    details: """
      A name that ends in .html is one page with links to the platform; any other is a folder that the media are \
      copied to, with an index.html in it. What is piped in is shown instead of all results of the session.
      """,
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square | count
      1
      > gallery foxes/
      foxes/index.html
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let results = try await results(of: call, in: session)
    guard results.contains(where: { !$0.primaryMedia.isEmpty }) else { throw Failure(.badInput, .noMedia) }
    let place = try call[Self.place]?.path ?? "gallery/"
    do {
      return .handle(try await write(results, to: place, replaces: call[Self.force], in: session))
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: Self.place))
    }
  }

  private func results(of call: CommandCall, in session: Session) async throws -> [ModelResult] {
    if let input = try await call.input { return Self.results(in: input) }
    return session.jobs.all.compactMap { try? $0.result.outcome?.get() }
  }

  private static func results(in value: Value) -> [ModelResult] {
    if case .handle(let result as ModelResult) = value { return [result] }
    return value.items?.flatMap { results(in: $0) } ?? []
  }

  private func write(
    _ results: [ModelResult], to place: String, replaces: Bool, in session: Session
  ) async throws -> LocalFile {
    let isPage = place.hasSuffix(".html")
    let folder = place.hasSuffix("/") ? String(place.dropLast()) : place
    let page = isPage ? place : "\(folder)/index.html"
    let writer = try FileWriter(page, in: session.files, replaces: replaces)
    var items: [GalleryPage.Item] = []
    for result in results {
      for (index, medium) in result.primaryMedia.enumerated() {
        let name = "\(result.origin.jobNumber)-\(index).\(Self.ending(of: medium))"
        if !isPage { try await copy(medium, to: "\(folder)/\(name)", replaces: replaces, in: session) }
        items.append(item(of: result, medium, at: isPage ? medium.url : name, in: session))
      }
    }
    try writer.write(Array(GalleryPage(title: "falsh", items: items).html.utf8))
    try writer.finish()
    return try session.files.localFile(page)
  }

  private func copy(_ medium: Media, to path: String, replaces: Bool, in session: Session) async throws {
    let download = try FileDownload(path, in: session.files, replaces: replaces)
    do {
      _ = try await session.platform.client().download(medium.url, isMedium: Savable(media: medium).isMedium) {
        try await download.write($0)
      }
    } catch let error as FalError {
      throw await download.failure ?? error.failure(ofFileAt: medium.url)
    }
    try await download.finish()
  }

  private func item(
    of result: ModelResult, _ medium: Media, at place: String, in session: Session
  ) -> GalleryPage.Item {
    let schema = session.log.origin(ofJob: result.origin.jobNumber)?.draft.model.schema
    let making = MakingSearch(session: session).making(ofRequest: result.origin.requestID)
    let seed = result.seed.flatMap { $0.isNull ? nil : "· seed \($0.text)" } ?? ""
    return GalleryPage.Item(
      kind: medium.kind, place: place, model: result.origin.endpoint.description,
      prompt: schema?.mainText.flatMap { result.origin.input[$0.name]?.string } ?? "",
      facts: seed, recipe: making?.recipe { session.uploads.file(at: $0)?.path } ?? "")
  }

  private static func ending(of medium: Media) -> String {
    let known = medium.contentType.flatMap { FileType.ending(ofMediaType: $0) } ?? FileType.ending(of: medium.url)
    let plain = known.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return plain.isEmpty ? "bin" : plain
  }
}

extension Diagnostic {
  fileprivate static var noMedia: Diagnostic {
    Diagnostic(code: "no-media", "there is nothing to show yet: no picture, sound or video was made")
  }
}

import Diagnostics
import FalClient
import FalProtocol
import Journal
import JSON
import Language
import ModelSchema

/// Writes what is piped in to files.
struct SaveCommand: Command {
  private static let file = Omittable("file", PathArgument.self, "where to: a name, a template, or a folder/")
  /// How many files are on their way at a time.
  private static let atOnce = 4
  private static let force = Flag("force", "replaces a file that is there")

  static let name = "save"

  static let manual = Manual(
    name: name, group: .files, summary: "downloads media, or writes a text, and gives the local files",
    input: .required, parameters: [file, force], writesFiles: true,
    details: """
      In the name, {index} {model} {seed} {name} {id} {ext} stand for the number of the file (in an each or for, \
      of the round, or of both), the model's last word, the seed, the name of the file that the model was given \
      (where it was given none, that of the file on the platform), the request id and the ending. Without a name \
      it is {model}-{seed}.{ext}, with a number where that is taken. What a statement has saved itself it never \
      replaces.
      """,
    examples: """
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square | save "fox-{seed}.{ext}"
      fox-1.png
      > fal-ai/z-image/turbo "a fox" seed=1 image_size=square | save "fox-{seed}.{ext}"
      prompt:1:62: error: 'fox-1.png' is there already, and nothing is replaced unasked
       1 | fal-ai/z-image/turbo "a fox" seed=1 image_size=square | save "fox-{seed}.{ext}"
         |                                                              ^^^^^^^^^^^^^^^^^^ another name, or --force
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    guard let input = try await call.input else { return .nothing }
    let items = Savable.items(of: input) { session.inputName(of: $0) }
    guard !items.isEmpty else { throw Failure(.badInput, .nothingToSave(input)) }
    let given = try call[Self.file]?.path
    do {
      let template = try SaveTemplate(given, count: items.count, round: call.invocation.round)
      let saved = try await save(items, template, replaces: call[Self.force], session)
      return saved.count == 1 ? saved[0] : .list(saved)
    } catch let failure as Failure {
      throw failure.located(in: call.invocation.source, at: call.range(of: Self.file))
    }
  }

  private func save(
    _ items: [Savable], _ template: SaveTemplate, replaces: Bool, _ session: Session
  ) async throws -> [Value] {
    guard session.plan == nil else { return planned(items, template, session) }
    let statement = session.log.currentID
    // A name is taken as soon as something is to be saved under it.
    let paths = try session.saved.take(for: statement) {
      try template.paths(for: items, besides: &$0, in: session.files)
    }
    let outcomes = await Fanout(width: Self.atOnce).outcomes(count: items.count) { index in
      do {
        return .handle(try await save(items[index], to: paths[index], replaces: replaces, session))
      } catch {
        session.saved.giveBack(session.files.absolute(paths[index]), of: statement)
        throw error
      }
    }
    return try Fanout.values(outcomes) { paths[$0] }
  }

  /// Of stand-ins nobody knows whether their names differ.
  private func planned(_ items: [Savable], _ template: SaveTemplate, _ session: Session) -> [Value] {
    items.enumerated().map { index, item in
      let path = template.path(for: item, index: index) { _ in false }
      return .handle(LocalFile(path: path, absolutePath: session.files.absolute(path), size: 0))
    }
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    do {
      let given = try call[Self.file]?.path
      let shape = call.inputShape
      _ = try SaveTemplate(
        given, count: max(1, shape?.leastFileCount ?? 1), round: nil, isOneResult: shape?.isResult == true)
      try check(given ?? "./", replaces: call[Self.force], in: session)
      return []
    } catch let failure as Failure where failure.diagnostic.code != "wrong-argument" {
      return [failure.diagnostic.located(in: call.invocation.source, at: call.range(of: Self.file))]
    } catch {
      return []
    }
  }

  /// What will be refused then is refused before anything is paid for.
  private func check(_ given: String, replaces: Bool, in session: Session) throws {
    let fixed = SaveTemplate.fixedPart(of: given)
    if fixed == given, !given.hasSuffix("/") {
      try FileWriter.check(given, in: session.files, replaces: replaces)
    } else {
      try FileWriter.checkFolder(fixed, in: session.files, as: given)
    }
  }

  private func save(_ item: Savable, to path: String, replaces: Bool, _ session: Session) async throws -> LocalFile {
    // Of files that nobody here has made there is nothing to be remembered.
    let url = item.url.flatMap { session.records.makers(ofURL: $0).isEmpty ? nil : $0 }
    let download = try FileDownload(path, in: session.files, replaces: replaces, hashes: url != nil)
    try await write(item, to: download, session)
    let hash = try await download.finish()
    let file = try session.files.localFile(path)
    if let url, let hash { session.records.saved(url, hash: hash, path: file.absolutePath) }
    return file
  }

  private func write(_ item: Savable, to download: FileDownload, _ session: Session) async throws {
    switch item.content {
    case .text(let text): try await download.write(Array(text.utf8))
    case .file(let file): try await copy(file, to: download)
    case .url(let url):
      // A copy is here, whatever has become of the link.
      if let kept = session.keptCopy(of: url) { return try await copy(kept, to: download) }
      do {
        let client = try await session.platform.client()
        _ = try await client.download(url, isMedium: item.isMedium) { try await download.write($0) }
      } catch let error as FalError {
        throw await download.failure ?? error.failure(ofFileAt: url)
      }
    }
  }

  private func copy(_ file: LocalFile, to download: FileDownload) async throws {
    let reader = try FileReader(file)
    while let piece = try reader.next() { try await download.write(piece) }
  }
}

extension Savable {
  /// Where it is on the network.
  fileprivate var url: String? { if case .url(let url) = content, !DataURL.isDataURL(url) { url } else { nil } }
}

extension Diagnostic {
  fileprivate static func nothingToSave(_ value: Value) -> Diagnostic {
    Diagnostic(
      code: "nothing-to-save", "there is nothing to save in \(value.kindName.withArticle) without media or text")
  }
}

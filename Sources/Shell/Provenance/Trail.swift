import FalProtocol
import JSON
import Language
import ModelSchema
import Terminal

/// A result with all that led to it, as a tree.
struct Trail: Sendable {
  let making: Making
  let notes: [String]
  /// Inputs that came of another job.
  let sources: [(parameter: String, trail: Trail)]
  /// Inputs that are files of this machine, by URL.
  let files: [String: String]

  /// How many jobs back the tree goes.
  private static let deepest = 64

  init(_ making: Making, in session: Session) { self.init(making, in: session, seen: [making.requestID]) }

  private init(_ making: Making, in session: Session, seen: Set<String>) {
    self.making = making
    notes = session.records.notes(onRequest: making.requestID)
    let search = MakingSearch(session: session)
    var sources: [(parameter: String, trail: Trail)] = []
    var files: [String: String] = [:]
    var found = seen
    for (name, value) in making.input.object ?? [:] {
      for url in value.leaves where url.contains("://") {
        if let file = session.uploads.file(at: url) { files[url] = file.path }
        let request = session.request(ofMedium: url)
        guard let request, found.count < Trail.deepest, found.insert(request).inserted,
          let parent = search.making(ofRequest: request)
        else { continue }
        sources.append((name, Trail(parent, in: session, seen: found)))
      }
    }
    for request in making.parents where found.insert(request).inserted && found.count < Trail.deepest {
      search.making(ofRequest: request).map { sources.append(("", Trail($0, in: session, seen: found))) }
    }
    self.sources = sources
    self.files = files
  }
}

extension Session {
  /// The request that a file's URL came of.
  fileprivate func request(ofMedium url: String) -> String? {
    for job in jobs.all {
      guard case .success(let result) = job.result.outcome, result.media.contains(where: { $0.url == url }) else {
        continue
      }
      return result.origin.requestID
    }
    return records.makers(ofURL: url).first
  }
}

// MARK: As data and as lines

extension Trail {
  var json: JSON {
    let sources = self.sources.map { source -> JSON in
      .object(JSONObject([("parameter", .string(source.parameter)), ("from", source.trail.json)]) { $1 })
    }
    return [
      "job": .string(making.label), "model": .string(making.endpoint.description),
      "request_id": .string(making.requestID), "seed": making.seed ?? .null,
      "seconds": making.elapsed.map { JSON($0) } ?? .null, "cost": making.cost?.json ?? .null,
      "input": making.input, "notes": .array(notes.map(JSON.string)), "made_from": .array(sources),
    ]
  }

  var lines: [StyledText] { [head] + branches }

  /// `%2 fal-ai/veo3.1  seed 3  4.1 s  $0.40`
  private var head: StyledText {
    var line = StyledText("\(making.label) ", .bold) + StyledText(making.endpoint.description, .model)
    if let seed = making.seed { line += StyledText("  seed \(seed.text)") }
    if let elapsed = making.elapsed { line += StyledText("  \(Duration(told: elapsed).inTenths)", .dim) }
    if let cost = making.cost, cost > .zero { line += StyledText("  \(cost)", .dim) }
    return line
  }

  private var branches: [StyledText] {
    let inputs = (making.input.object ?? [:]).filter { $0.key != "seed" }
    var branches: [[StyledText]] = notes.map { [StyledText("“\($0)”", .dim)] }
    for (name, value) in inputs {
      let origins = sources.filter { $0.parameter == name }
      branches.append(
        [StyledText("\(name)  ", .dim) + StyledText(excerpt(of: value))] + origins.flatMap { $0.trail.lines })
    }
    branches += sources.filter { $0.parameter.isEmpty }.map { $0.trail.lines }
    return branches.enumerated().flatMap { index, branch in Trail.hung(branch, isLast: index == branches.count - 1) }
  }

  /// A branch below a trunk.
  private static func hung(_ branch: [StyledText], isLast: Bool) -> [StyledText] {
    branch.enumerated().map { index, line in
      index == 0
        ? StyledText(isLast ? "└─ " : "├─ ", .dim) + line : StyledText(isLast ? "   " : "│  ", .dim) + line
    }
  }

  private func excerpt(of value: JSON) -> String {
    if case .array(let elements) = value { return elements.map { excerpt(of: $0) }.joined(separator: ", ") }
    guard case .string(let text) = value else { return value.text }
    if let file = files[text] { return file.sourceFile }
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 100 ? line.prefix(99) + "…" : line
  }
}

import FalProtocol
import JSON
import Language
import ModelSchema
import Terminal

/// Shows the value of a statement: to a person as what it is, to a program
/// as a line of JSON.
struct Presenter: Sendable {
  let console: Console
  let probe: MediaProbe

  func present(_ value: Value) async {
    guard !value.isNothing else { return }
    if case .handle(let sheet as Sheet) = value, sheet.isProse {
      return sheet.lines.forEach { console.writeLine($0) }
    }
    switch console.results {
    case .screen: console.show(lines(for: await completed(value)))
    case .lines, .pretty:
      let (json, isPretty) = (value.json, console.results == .pretty)
      console.write { json.write(isPretty: isPretty, end: "\n", to: $0) }
    }
  }

  /// The value with what a person wants to know of its media.
  private func completed(_ value: Value) async -> Value {
    switch value {
    case .handle(let result as ModelResult):
      var result = result
      for index in result.media.indices where result.media[index].isPrimary {
        result.media[index] = await probe.completed(result.media[index])
      }
      return .handle(result)
    case .list(let values): return .list(await values.asyncMap { await completed($0) })
    case .data, .handle: return value
    }
  }

  private func lines(for value: Value) -> [StyledText] {
    switch value {
    case .data(let json): lines(for: json)
    case .list(let values):
      values.allSatisfy { if case .data = $0 { true } else { false } }
        ? lines(for: value.json) : values.flatMap { lines(for: $0) }
    case .handle(let sheet as Sheet): sheet.lines
    case .handle(let grid as Grid): grid.lines(width: console.capabilities.columns)
    case .handle(let result as ModelResult): ResultView(result: result).lines
    case .handle(let background as BackgroundPipeline): lines(for: background)
    case .handle(let job as Job): [line(for: job)]
    case .handle(let handle): lines(for: handle.json)
    }
  }

  private func lines(for json: JSON) -> [StyledText] {
    switch json {
    case .string(let text): textLines(text)
    case .array, .object:
      textLines(displayWidth(json.text) <= console.capabilities.columns ? json.text : json.prettyText)
    case .null, .bool, .number: [StyledText(json.text)]
    }
  }

  private func textLines(_ text: String) -> [StyledText] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { StyledText(String($0)) }
  }

  private func lines(for background: BackgroundPipeline) -> [StyledText] {
    let jobs = background.jobs
    guard !jobs.isEmpty else { return [StyledText("in the background: \(background.text)", .dim)] }
    return jobs.map(line(for:))
  }

  private func line(for job: Job) -> StyledText {
    StyledText("%\(job.number) ", .bold) + StyledText(job.endpoint.description, .model)
      + StyledText("  \(job.current.phase.description)", .dim)
  }
}

/// A model's result as a person sees it: its media with kind, size and link,
/// its text, and how long it took.
struct ResultView {
  let result: ModelResult

  var lines: [StyledText] {
    let media = result.primaryMedia
    var lines = media.map(line(for:))
    if let text = result.text, media.isEmpty {
      lines += text.split(separator: "\n", omittingEmptySubsequences: false).map { StyledText(String($0)) }
    } else if media.isEmpty {
      lines += result.output.prettyText.split(separator: "\n").map { StyledText(String($0)) }
    }
    return lines + [summary]
  }

  /// `video  1280 × 720  5 s  http://…/x.mp4`
  private func line(for medium: Media) -> StyledText {
    let facts = [medium.kind.rawValue, medium.size, duration(of: medium)].compactMap { $0 }.joined(separator: "  ")
    // A file that is written out in its URL is no link that a terminal could hold.
    let link = DataURL.isDataURL(medium.url) ? .plain : Style(link: medium.url)
    return StyledText("  ") + StyledText(facts + "  ", .good) + StyledText(medium.shownURL, link)
  }

  private func duration(of medium: Media) -> String? {
    guard medium.kind == .video || medium.kind == .audio else { return nil }
    let seconds = medium.duration ?? result.output["duration_ms"]?.double.map { $0 / 1000 }
    return seconds.map { $0.inSeconds }
  }

  /// Nothing where nothing costs anything.
  private var cost: String {
    guard let cost = result.origin.cost else { return "  $?" }
    return cost == .zero ? "" : "  \(cost)"
  }

  /// `%1 fal-ai/flux-2/klein/9b  seed 7  1.3 s  $0.011`
  private var summary: StyledText {
    let seed = result.seed.flatMap { $0.isNull ? nil : "  seed \($0.text)" } ?? ""
    return StyledText("%\(result.origin.jobNumber) ", .bold) + StyledText(result.origin.endpoint.description, .model)
      + StyledText("\(seed)  \(result.origin.elapsed.inTenths)\(cost)", .dim)
  }
}

extension Media {
  /// `1024 × 576`, where the size is known.
  fileprivate var size: String? {
    guard let width, let height else { return nil }
    return "\(width) × \(height)"
  }

  /// A data URI is shown by its beginning.
  fileprivate var shownURL: String {
    DataURL.isDataURL(url) ? String(url.prefix { $0 != "," }) + ",…" : url
  }
}

extension Double {
  /// `5 s`, `2.4 s`, whatever an answer says of itself.
  var inSeconds: String {
    let tenths = (Duration(told: self).seconds * 10).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths)) s" : "\(tenths) s"
  }
}

import Diagnostics
import JSON
import Language

extension SessionExport {
  // MARK: Seeds

  func seed(ofJob number: Int) -> JSON? {
    guard let job = session.jobs[number], case .success(let result) = job.result.outcome else { return nil }
    return result.chosenSeed(session.log.origin(ofJob: number)?.draft.model.schema)
  }

  /// How many jobs of a statement ended well that were asked for at one place.
  func runs(at range: SourceRange, of logged: LoggedStatement, _ source: SourceText) -> Int {
    logged.jobs.filter { number in
      guard let origin = session.log.origin(ofJob: number), origin.source == source, origin.range == range,
        case .success = session.jobs[number]?.result.outcome
      else { return false }
      return true
    }.count
  }

  /// Jobs whose seeds cannot be written where they were asked for: in what
  /// ran several times, or stands elsewhere.
  func openSeeds(of logged: LoggedStatement, _ source: SourceText, _ range: SourceRange) -> [Int] {
    logged.jobs.filter { number in
      guard seed(ofJob: number) != nil, let origin = session.log.origin(ofJob: number) else { return false }
      guard origin.source == source, range.holds(origin.range) else { return true }
      return origin.name.value != "again" && runs(at: origin.range, of: logged, source) > 1
    }
  }

  // MARK: Written out

  /// A statement that ran a model several times, each with a seed of its
  /// own: its jobs one by one, and what is done with them afterwards.
  /// - Returns: nil if there is no need to, or no way.
  mutating func unrolled(
    _ logged: LoggedStatement, _ source: SourceText, _ references: References, _ uses: Uses
  ) -> [String]? {
    guard let pipeline = logged.pipeline else { return nil }
    let open = Set(openSeeds(of: logged, source, pipeline.range))
    guard !open.isEmpty, let last = lastStage(of: pipeline, running: open, source) else { return nil }
    let before = SourceRange(pipeline.range.start, last.end)
    guard !references.calls.contains(where: { Self.effects.contains($0.name.value) && before.holds($0.range) }) else {
      return nil
    }
    let isNamed = uses.isResult || uses.isLatest || logged.boundName != nil
    guard let bindings = bindings(uses.names.subtracting([logged.boundName].compactMap(\.self)), of: logged) else {
      return nil
    }
    if !isNamed { return bindings }
    guard let text = unrolled(pipeline, after: last, logged, source, references) else { return nil }
    return bindings + naming(text, logged, isResult: uses.isResult)
  }

  /// A statement of blocks, where later ones read what its blocks bound: only
  /// a run shows whether they do, so a file says what they came to.
  mutating func decided(
    _ logged: LoggedStatement, _ source: SourceText, _ references: References, _ uses: Uses
  ) -> [String]? {
    guard let pipeline = logged.pipeline, logged.boundName == nil, !uses.names.isDisjoint(with: read),
      !references.calls.contains(where: { Self.effects.contains($0.name.value) })
    else { return nil }
    guard let bindings = bindings(uses.names, of: logged) else { return nil }
    guard uses.isResult || uses.isLatest, !logged.jobs.isEmpty else { return bindings }
    guard let text = unrolled(pipeline, after: pipeline.range, logged, source, references) else { return nil }
    return bindings + naming(text, logged, isResult: uses.isResult)
  }

  /// What a statement bound beside the name of its `let`, as it was then.
  private mutating func bindings(_ wanted: Set<String>, of logged: LoggedStatement) -> [String]? {
    var lines: [String] = []
    for name in wanted.sorted() {
      // What no branch that ran has bound is bound elsewhere.
      guard let value = logged.bindings[name] else { continue }
      guard let source = expression(for: value, in: logged.id) else { return nil }
      lines.append("let \(name) = \(source)")
      names.remove(name)
    }
    return lines
  }

  private mutating func unrolled(
    _ pipeline: Pipeline, after last: SourceRange, _ logged: LoggedStatement, _ source: SourceText,
    _ references: References
  ) -> String? {
    guard let next = pipeline.calls.first(where: { $0.range.start >= last.end }) else {
      return logged.value.flatMap { expression(for: $0, in: logged.id) }
    }
    guard let value = logged.stages[last], let start = expression(for: value, in: logged.id) else { return nil }
    return start + " | " + text(of: SourceRange(next.range.start, pipeline.range.end), logged, source, references)
  }

  /// The last stage in which one of the jobs was asked for: in its text, or
  /// in a `def` that it calls.
  private func lastStage(of pipeline: Pipeline, running jobs: Set<Int>, _ source: SourceText) -> SourceRange? {
    let ranges = [pipeline.firstStage] + pipeline.calls.map(\.range)
    let places = jobs.compactMap { session.log.origin(ofJob: $0) }
    let isElsewhere = places.contains { $0.source != source || !pipeline.range.holds($0.range) }
    if isElsewhere { return ranges.last }
    return ranges.last { range in places.contains { range.holds($0.range) } }
  }
}

extension SessionExport {
  /// What later statements, or the session's end, have of a statement.
  struct Uses {
    /// Its value, as `%`.
    var isResult: Bool
    /// Its value is the latest of the session.
    var isLatest: Bool
    var names: Set<String>
  }
}

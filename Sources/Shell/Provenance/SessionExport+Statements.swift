import Diagnostics
import FalProtocol
import JSON
import Language

extension SessionExport {
  /// Commands whose doing is what a script is for.
  static let effects: Set = ["save"]
  /// Commands that change how later statements work.
  private static let settings: Set = ["set", "budget", "use", "alias"]
  /// Commands that mean something at the prompt alone, or are written out:
  /// the statements of a script that was sourced are in the log themselves.
  private static let left: Set = [
    "export", "source", "edit", "clear", "exit", "open", "recipe", "session", "login", "logout", "whoami", "history",
    "unset",
  ]

  func isNeeded(
    _ logged: LoggedStatement, _ statement: Statement, _ references: References, _ isLatest: Bool
  ) -> Bool {
    let called = Set(references.calls.map(\.name.value))
    guard !references.startsProgram, called.isDisjoint(with: Self.left) else { return false }
    if let setting = called.first(where: Self.settings.contains) { return isNeeded(setting, statement, references) }
    return keepsAll || isLatest || results.contains(logged.id) || !references.bound.isDisjoint(with: names)
      || !references.defined.isDisjoint(with: words)
      || (!references.isOnlyDefinition && !called.isDisjoint(with: Self.effects))
  }

  private func isNeeded(_ setting: String, _ statement: Statement, _ references: References) -> Bool {
    let given = references.settings(of: setting)
    switch setting {
    case "use": return runsModels
    case "alias": return !Set(given).isDisjoint(with: words)
    default: return !given.isEmpty && !Set(given.map { "\(setting) \($0)" }).isSubset(of: overruledSettings)
    }
  }

  mutating func add(
    _ logged: LoggedStatement, _ statement: Statement, _ source: SourceText, _ references: References, isLatest: Bool
  ) {
    let isResult = results.remove(logged.id) != nil
    let needed = references.bound.intersection(names)
    if let name = logged.boundName { names.remove(name) }
    words.subtract(references.defined)
    for setting in ["set", "budget"] {
      overruledSettings.formUnion(references.settings(of: setting).map { "\(setting) \($0)" })
    }
    if !logged.jobs.isEmpty || references.calls.contains(where: { $0.name.value == "gen" }) { runsModels = true }
    if references.calls.contains(where: { $0.name.value == "use" }) { runsModels = false }
    let uses = Uses(isResult: isResult, isLatest: isLatest, names: needed)
    if let unrolled = unrolled(logged, source, references, uses) ?? decided(logged, source, references, uses) {
      bound.formUnion(needed)
      return parts.append(unrolled)
    }
    bound.formUnion(references.bound)
    boundInBlocks.formUnion(names.intersection(references.bound))
    let (lines, text) = cut(logged, source, references) ?? ([], verbatim(logged, statement, source, references))
    parts.append(lines + naming(text, logged, isResult: isResult))
  }

  /// The statement with a name for its value, where a later one needs it.
  func naming(_ text: String, _ logged: LoggedStatement, isResult: Bool) -> [String] {
    let name = name(ofResult: logged)
    guard let bound = logged.boundName else { return [isResult ? "let \(name) = \(text)" : text] }
    return ["let \(bound) = \(text)"] + (isResult && name != bound ? ["let \(name) = $\(bound)"] : [])
  }

  // MARK: As it was typed

  /// The statement (of a `let` what is bound), with names in place of `%`,
  /// ids in full and the seeds that were chosen.
  private mutating func verbatim(
    _ logged: LoggedStatement, _ statement: Statement, _ source: SourceText, _ references: References
  ) -> String {
    let range = logged.boundName == nil ? statement.range : logged.pipeline?.range ?? statement.range
    let open = openSeeds(of: logged, source, range)
    if !open.isEmpty {
      let list = open.map { "%\($0)" }.joined(separator: " ")
      warnings.append("the seeds of \(list) were chosen inside of a block; the script has them chosen anew")
    }
    return text(of: range, logged, source, references)
  }

  /// The statement in several, where a later one names the job of a stage:
  /// nothing is run twice for it.
  private mutating func cut(
    _ logged: LoggedStatement, _ source: SourceText, _ references: References
  ) -> (lines: [String], text: String)? {
    guard let pipeline = logged.pipeline, !pipeline.isBackground, !pipeline.calls.isEmpty else { return nil }
    let stages = [pipeline.firstStage] + pipeline.calls.map(\.range)
    var lines: [String] = []
    var piped = ""
    var start = pipeline.range.start
    for (stage, next) in zip(stages, stages.dropFirst()) {
      guard let number = logged.jobs.first(where: { jobs.contains($0) && place(ofJob: $0, in: source) == stage }) else {
        continue
      }
      jobs.remove(number)
      let text = text(of: SourceRange(start, stage.end), logged, source, references)
      lines.append("let \(name(ofJob: number)) = \(piped)\(text)")
      piped = "$\(name(ofJob: number)) | "
      start = next.start
    }
    guard !lines.isEmpty else { return nil }
    return (lines, piped + text(of: SourceRange(start, pipeline.range.end), logged, source, references))
  }

  private func place(ofJob number: Int, in source: SourceText) -> SourceRange? {
    session.log.origin(ofJob: number).flatMap { $0.source == source ? $0.range : nil }
  }

  /// A stretch of the statement, edited.
  mutating func text(
    of range: SourceRange, _ logged: LoggedStatement, _ source: SourceText, _ references: References
  ) -> String {
    names.formUnion(references.names)
    read.formUnion(references.names)
    var edits = Edits(source: source, range: range)
    for mention in references.jobs where edits.covers(mention.range) {
      guard let reference = reference(mention, logged) else { continue }
      edits.replace(mention.range, with: reference)
    }
    var full: Set<String> = []
    for (number, origin) in origins(in: source, range) {
      if origin.name.value == "again", let call = call(ofJob: number, in: logged.id) {
        edits.replace(origin.range, with: call)
        continue
      }
      if isShort(origin.name.value, of: origin) {
        edits.replace(origin.name.range, with: origin.draft.model.endpoint.description)
        full.insert(origin.name.value)
      }
      guard origin.statement == logged.id, runs(at: origin.range, of: logged, source) == 1 else { continue }
      if let seed = seed(ofJob: number) {
        edits.insert(" seed=\(seed.text)", at: origin.range.end)
      }
    }
    words.formUnion(Set(references.calls.map(\.name.value)).union(references.words).subtracting(full))
    return edits.text
  }

  private mutating func reference(_ mention: References.JobMention, _ logged: LoggedStatement) -> String? {
    if let number = mention.number { return reference(toJob: number, in: logged.id) }
    guard let latest = logged.latestBefore else { return nil }
    results.insert(latest)
    return "$" + name(ofResult: statements[latest])
  }

  /// A word that means a model in this session alone, or leaves `fal-ai/`
  /// off. What `gen` and `ask` run is named elsewhere.
  private func isShort(_ name: String, of origin: JobOrigin) -> Bool {
    let endpoint = origin.draft.model.endpoint.description
    return name != endpoint && (session.settings.aliases[name] == endpoint || "fal-ai/" + name == endpoint)
  }

  private func origins(in source: SourceText, _ range: SourceRange) -> [(number: Int, origin: JobOrigin)] {
    session.jobs.all.compactMap { job in
      guard let origin = session.log.origin(ofJob: job.number), origin.source == source, range.holds(origin.range)
      else { return nil }
      return (job.number, origin)
    }
  }
}

extension Pipeline {
  var firstStage: SourceRange {
    switch head {
    case .form(let form): form.range
    case .expression(let expression): expression.range
    case .call(let call): call.range
    case .shell(let command): command.range
    }
  }
}

extension References {
  /// Nothing but a `def`, whose body is run elsewhere.
  fileprivate var isOnlyDefinition: Bool { !defined.isEmpty }

  /// The names that a call of a setting's command gives.
  fileprivate func settings(of command: String) -> [String] {
    calls.filter { $0.name.value == command }.flatMap { call in
      call.arguments.compactMap { argument in
        switch argument.kind {
        case .parameter(let path, _, _): if case .field(let name) = path.value.first { name } else { nil }
        case .positional, .option: command
        case .block: nil
        }
      }
    }
  }
}

extension SourceRange {
  /// Whether all of another range lies in this one.
  func holds(_ other: SourceRange) -> Bool { start <= other.start && other.end <= end }
}

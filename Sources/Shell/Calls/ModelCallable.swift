import Diagnostics
import FalProtocol
import JSON
import Language
import ModelSchema

/// A model as the evaluator sees it: the first word with a slash.
struct ModelCallable: Callable {
  /// As it was written; `fal-ai/` may be left off.
  let name: String
  let session: Session
  /// What the model is given wherever a call says nothing; nil: what `use`
  /// said.
  var defaults: [Argument]?
  /// Whether that is the whole of an earlier call.
  var repeats = false
  /// Whether the model is named in a file, where ids are written in full.
  var isInFile = false

  func call(_ invocation: Invocation) async throws -> Value {
    switch try await answer(to: invocation) {
    case .shown(let value): value
    case .generation(let generation): try await generation.value()
    }
  }

  /// What a call comes to.
  private enum CallAnswer {
    case shown(Value)
    case generation(Generation)
  }

  /// What is needed here only is not to be kept while the job runs.
  @inline(never)
  private func answer(to invocation: Invocation) async throws -> CallAnswer {
    let model = try await model(of: invocation)
    if asksForHelp(invocation) { return .shown(SchemaSheet(model: model, in: session).value) }
    var builder = builder(for: try await invocation.settled(), model)
    if builder.isEmpty { return .shown(try nothingToSend(model)) }
    if let problem = problems(of: builder, in: invocation).first { throw Failure(.badInput, problem) }
    builder.draft.input = OpenAIEndpoint.input(builder.draft.input, for: model.endpoint)
    let options = StreamRule(session: session).completed(builder.draft.options, for: self, model)
    builder.draft.options = WebhookRule(session: session).completed(options)
    return .generation(Generation(draft: builder.draft, invocation: invocation, session: session))
  }

  func check(_ invocation: Invocation) async -> [Diagnostic] {
    do {
      let model = try await model(of: invocation)
      if session.platform.costsMoney { session.prices.prepare(model.endpoint) }
      let builder = builder(for: invocation, model)
      if !isShownOnly(invocation) { await noteObstacle(at: invocation) }
      if builder.isEmpty || asksForHelp(invocation) {
        return asksForHelp(invocation) ? [] : emptiness(of: invocation, model.endpoint)
      }
      Drift.watch?.note(builder)
      return shortness(of: model.endpoint, in: invocation) + problems(of: builder, in: invocation)
    } catch let failure as Failure where failure.kind == .badInput {
      return [failure.diagnostic.located(in: invocation.source, at: invocation.name.range)]
    } catch let failure as Failure where failure.kind == .auth {
      session.meet(failure.located(in: invocation.source, at: invocation.name.range))
      return []
    } catch {
      // The platform cannot be asked now; running will say why.
      return []
    }
  }

  private func model(of invocation: Invocation) async throws -> Model {
    try await Repetitions.shown(if: has("logs", in: invocation), as: name, on: session.console) {
      try await StreamRule(session: session).model(named: name)
    }
  }

  /// All that is wrong with a call, found before anything of it is sent.
  private func problems(of builder: RequestBuilder, in invocation: Invocation) -> [Diagnostic] {
    let options = StreamRule(session: session).completed(builder.draft.options, for: self, builder.model)
    return builder.problems + OptionRule(endpoint: builder.model.endpoint).problems(of: options, in: invocation)
      + WebhookRule(session: session).problems(of: options, in: invocation)
  }

  /// At the prompt a model alone is a question, but not where its answer
  /// would be kept.
  private func emptiness(of invocation: Invocation, _ endpoint: EndpointID) -> [Diagnostic] {
    guard let bound = invocation.boundName else { return session.isInteractive ? [] : [.nothingToSend(endpoint)] }
    return [.nothingToSend(endpoint, boundTo: bound)]
  }

  private func shortness(of endpoint: EndpointID, in invocation: Invocation) -> [Diagnostic] {
    guard isInFile, name == invocation.name.value, name != endpoint.description else { return [] }
    return [Diagnostic.shortID(name, endpoint).located(in: invocation.source, at: invocation.name.range)]
  }

  /// The request of a call, with what the session gives where the call says
  /// nothing.
  private func builder(for invocation: Invocation, _ model: Model) -> RequestBuilder {
    var builder = RequestBuilder(model: model, invocation: invocation, files: session.files)
    builder.usual = defaults ?? session.usualArguments(for: model)
    builder.repeats = repeats
    builder.usual += languageModel(for: model, besides: builder.usual)
    builder.build()
    return builder
  }

  private func languageModel(for model: Model, besides usual: [Argument]) -> [Argument] {
    let name = Session.languageModelParameter
    guard let word = session.languageModel(for: model.schema), !usual.contains(where: { $0.isParameter(name) }) else {
      return []
    }
    return [Argument(.parameter([.key(name)], isRaw: false), .word(word), range: SourceRange(at: 0))]
  }

  func shape(of invocation: Invocation) async -> Shape {
    guard !isShownOnly(invocation), let model = try? await session.catalogue.model(named: name) else {
      return .anything
    }
    return Shape(resultOf: model, count: invocation.integer(named: "num_images"))
  }

  /// Whether the call only shows what it would be.
  private func isShownOnly(_ invocation: Invocation) -> Bool {
    invocation.arguments.contains { argument in
      if case .option(let name) = argument.role { ["help", "dry-run", "curl"].contains(name) } else { false }
    }
  }

  /// A model is known without a key, but does not run.
  private func noteObstacle(at invocation: Invocation) async {
    do {
      _ = try await session.platform.client()
    } catch let failure as Failure where failure.kind == .auth {
      session.meet(failure.located(in: invocation.source, at: invocation.name.range))
    } catch {}
  }

  private func asksForHelp(_ invocation: Invocation) -> Bool { has("help", in: invocation) }

  private func has(_ flag: String, in invocation: Invocation) -> Bool {
    invocation.arguments.contains {
      if case .option(flag) = $0.role, case .flag = $0.content { true } else { false }
    }
  }

  /// At the prompt a model alone shows its parameters.
  private func nothingToSend(_ model: Model) throws -> Value {
    guard session.isInteractive else { throw Failure(.badInput, .nothingToSend(model.endpoint)) }
    return SchemaSheet(model: model, in: session).value
  }
}

extension Diagnostic {
  fileprivate static func nothingToSend(_ endpoint: EndpointID) -> Diagnostic {
    Diagnostic(
      code: "nothing-to-send", "nothing to send to \(endpoint)",
      help: "for its parameters: schema \(endpoint)")
  }

  fileprivate static func nothingToSend(_ endpoint: EndpointID, boundTo name: String) -> Diagnostic {
    let alias = "alias \(name)=\(endpoint)"
    return Diagnostic(
      code: "nothing-to-send", "nothing to send to \(endpoint)", help: "for a short name: \(alias)",
      correction: alias)
  }

  fileprivate static func shortID(_ name: String, _ endpoint: EndpointID) -> Diagnostic {
    Diagnostic(
      .warning, code: "short-id", "'\(name)' is short for \(endpoint), and a file outlives what is short now",
      help: "in full: \(endpoint)")
  }
}

extension Shape {
  /// What a model gives; nothing is known if its document says nothing.
  /// - Parameter count: how many pictures are asked for by name.
  init(resultOf model: Model, count: Int? = nil) {
    guard let output = model.schema?.output, !output.fields.isEmpty else {
      self = .anything
      return
    }
    self = .described(ResultShape(endpoint: model.endpoint, output: output, count: count))
  }
}

extension Argument {
  fileprivate func isParameter(_ name: String) -> Bool {
    if case .parameter(let path, _) = role { path.first == .key(name) } else { false }
  }
}

extension Invocation {
  /// A whole number that is given by name, if it is known already.
  fileprivate func integer(named name: String) -> Int? {
    for argument in arguments {
      guard case .parameter([.key(name)], _) = argument.role else { continue }
      return try? Int(reading: argument.content)
    }
    return nil
  }
}

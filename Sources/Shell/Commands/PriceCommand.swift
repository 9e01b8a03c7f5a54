import Diagnostics
import FalProtocol
import JSON
import Language
import Terminal

/// What models charge, or what a call would cost.
struct PriceCommand: Command {
  static let name = "price"

  static let manual = Manual(
    name: name, group: .models, summary: "says what models charge, or what a call would cost",
    parameters: [Repeated("model", ModelArgument.self, "the models, or one with the arguments of a call")],
    takesAnyNamed: true, passesArguments: true,
    details: """
      A call is written as if it were to run, with price before it; nothing is sent. What a call costs is an \
      estimate: the price of a unit times what the call says, its pictures, seconds or megapixels. Where it \
      cannot be known there is a ?.
      """,
    examples: """
      > price fal-ai/veo3.1 fal-ai/z-image/turbo
      fal-ai/veo3.1         $0.40   per second
      fal-ai/z-image/turbo  $0.005  per megapixel
      > price fal-ai/z-image/turbo "a fox" num_images=4
      about $0.02 (4 megapixels at $0.005)
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    var invocation = try await call.invocation.settled()
    guard let first = invocation.arguments.first else { throw Failure(.usage, .noModel) }
    if Self.isList(invocation) {
      return try await list(invocation, in: session)
    }
    guard let name = Self.model(first, isFirst: true) else { throw Failure(.usage, .noModel) }
    invocation.arguments.removeFirst()
    invocation.name = Located(name, first.range)
    return try await estimate(invocation, in: session)
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    var invocation = call.invocation
    guard let first = invocation.arguments.first else { return [Diagnostic.noModel.at(call)] }
    if Self.isList(invocation) { return await unknownModels(invocation, in: session) }
    guard let name = Self.model(first, isFirst: true) else { return [Diagnostic.noModel.at(call)] }
    guard Commands.named(name) == nil else {
      return [Diagnostic.isCommand(name).located(in: invocation.source, at: first.range)]
    }
    invocation.arguments.removeFirst()
    invocation.name = Located(name, first.range)
    return await ModelCallable(name: session.modelID(of: name, in: invocation), session: session).check(invocation)
  }

  /// Whether there is nothing but models.
  private static func isList(_ invocation: Invocation) -> Bool {
    invocation.arguments.enumerated().allSatisfy { model($1, isFirst: $0 == 0) != nil }
  }

  /// The model that an argument names; nil for anything else.
  private static func model(_ argument: Argument, isFirst: Bool = false) -> String? {
    guard case .positional = argument.role, let name = try? ModelArgument(reading: argument.content).name else {
      return nil
    }
    return name.contains("/") && !name.contains { $0.isWhitespace } || isFirst ? name : nil
  }

  // MARK: The list

  private func list(_ invocation: Invocation, in session: Session) async throws -> Value {
    var endpoints: [EndpointID] = []
    for argument in invocation.arguments {
      endpoints.append(try await endpoint(of: argument, invocation, session))
    }
    let prices = await session.prices.prices(of: endpoints)
    let rows = endpoints.map { row(of: $0, prices[$0], session.prices.age(of: $0)) }
    let table = Table(rows: rows.map(\.cells)).lines(width: session.console.capabilities.columns)
    return .handle(Sheet(.array(rows.map(\.json)), kind: "table", lines: table))
  }

  private func unknownModels(_ invocation: Invocation, in session: Session) async -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for argument in invocation.arguments {
      let name = Self.model(argument, isFirst: true) ?? ""
      let problem = await session.catalogue.problem(ofModel: session.modelID(of: name))
      if let problem { problems.append(problem.located(in: invocation.source, at: argument.range)) }
    }
    return problems
  }

  private func endpoint(
    of argument: Argument, _ invocation: Invocation, _ session: Session
  ) async throws -> EndpointID {
    let name = Self.model(argument, isFirst: true) ?? ""
    do {
      return try await session.catalogue.model(named: session.modelID(of: name)).endpoint
    } catch let failure as Failure {
      throw failure.located(in: invocation.source, at: argument.range)
    }
  }

  private func row(
    of endpoint: EndpointID, _ price: Price?, _ age: String?
  ) -> (cells: [StyledText], json: JSON) {
    let name = StyledText(endpoint.description, .model)
    guard let price else {
      return ([name, "?"], ["endpoint_id": .string(endpoint.description), "unit_price": .null, "unit": .null])
    }
    let amount = price.dollars?.description ?? "\(price.unitPrice) \(price.currency)"
    let cells = [name, StyledText(amount), StyledText("per \(price.unitName)", .dim)]
    return (cells + (age.map { [StyledText($0, .dim)] } ?? []), price.json)
  }

  // MARK: A call

  private func estimate(_ invocation: Invocation, in session: Session) async throws -> Value {
    let name = session.modelID(of: invocation.name.value)
    let model = try await session.catalogue.model(named: name)
    var builder = RequestBuilder(model: model, invocation: invocation, files: session.files)
    builder.build()
    if let problem = builder.problems.first { throw Failure(.badInput, problem) }
    let price = CallPrice(of: builder.draft, at: await session.prices.price(of: model.endpoint))
    var json: JSONObject = ["endpoint_id": .string(model.endpoint.description)]
    for (name, value) in price.estimate.members { json[name] = value }
    json["units"] = price.usage.map { JSON($0.count) } ?? .null
    json["unit"] = price.price.map { .string($0.unit) } ?? .null
    let age = StyledText(session.prices.age(of: model.endpoint).map { "  \($0)" } ?? "", .dim)
    return .handle(Sheet(.object(json), kind: "price", lines: [StyledText(price.description) + age]))
  }
}

extension Diagnostic {
  fileprivate static var noModel: Diagnostic {
    Diagnostic(code: "missing-argument", "price needs a model", help: "price fal-ai/veo3.1")
  }

  fileprivate static func isCommand(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "missing-argument", "price needs a model, and '\(name)' is a command", help: "price fal-ai/veo3.1 \"…\"")
  }

  fileprivate func at(_ call: CommandCall) -> Diagnostic {
    located(in: call.invocation.source, at: call.invocation.name.range)
  }
}

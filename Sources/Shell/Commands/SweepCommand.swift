import Diagnostics
import JSON
import Language

/// A model run for all combinations of what is given in braces and lists.
struct SweepCommand: Command {
  static let name = "sweep"

  static let manual = Manual(
    name: name, group: .generate, summary: "runs a model for every combination of {a,b} and lists", input: .optional,
    parameters: [
      Required("model", ModelArgument.self, "the model to run"),
      Flag("yes", "runs what is to be paid for"),
    ],
    takesAnyNamed: true, passesArguments: true,
    details: """
      Every {a,b} in a text in double quotes, and every list or range where one value is wanted, is an axis. \
      set parallel=N says how many run at a time. Where runs are paid for, their number and price are shown and \
      asked about first; --yes, or a budget of whoever pays, is the consent.
      """,
    examples: """
      > sweep fal-ai/z-image/turbo "a {red,blue} bird" seed=1..2 image_size=square
      4 runs of fal-ai/z-image/turbo
          text  seed  result
      %[..]red   1     [..]
      %[..]red   2     [..]
      %[..]blue  1     [..]
      %[..]blue  2     [..]
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let (name, invocation) = try Self.modelCall(of: try await call.invocation.settled())
    let target = session.modelID(of: name)
    let model = try await session.catalogue.model(named: target)
    let plan = SweepPlan(invocation, schema: model.schema)
    let count = try Self.count(of: plan)
    let words = "\(count) \(count == 1 ? "run" : "runs") of \(target)"
    if session.platform.costsMoney, session.plan == nil {
      let estimate = await plan.estimate(of: model, count: count, in: session)
      session.console.note("\(words): \(estimate)")
      let question = "\(words), \(estimate == .unknown ? "at a price that nobody knows" : estimate.description)"
      try await session.purse.agree(
        toSweep: question, of: model.endpoint, estimate,
        isConsented: Self.hasConsent(call.invocation) && session.speaksForCaller)
    } else {
      session.console.note(words)
    }
    let outcomes = await Fanout(width: session.settings.parallel).outcomes(count: count) { run in
      try await ModelCallable(name: target, session: session).call(plan.invocation(of: run)).settled()
    }
    try Task.checkCancellation()
    session.jobs.keepPart(of: outcomes)
    let results = try Fanout.values(outcomes) { "run \($0 + 1)" }
    return .handle(
      Grid(axes: plan.axes.map(\.name), runs: results.enumerated().map { (plan.values(of: $0), $1) }))
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    do {
      let (name, invocation) = try Self.modelCall(of: call.invocation)
      let target = session.modelID(of: name, in: call.invocation)
      let schema = try? await session.catalogue.model(named: target).schema
      let plan = SweepPlan(invocation, schema: schema)
      _ = try Self.count(of: plan)
      return await problems(of: plan, ModelCallable(name: target, session: session))
    } catch let failure as Failure {
      return [failure.diagnostic.located(in: call.invocation.source, at: call.invocation.name.range)]
    } catch {
      return []
    }
  }

  /// Every value of every axis is looked at once, the others being their
  /// first.
  private func problems(of plan: SweepPlan, _ model: ModelCallable) async -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for run in plan.samples {
      for problem in await model.check(plan.invocation(of: run)) where !problems.contains(problem) {
        problems.append(problem)
      }
    }
    return problems
  }

  func shape(of call: CommandCall, in session: Session) async -> Shape {
    guard let (name, invocation) = try? Self.modelCall(of: call.invocation) else { return .anything }
    let target = session.modelID(of: name, in: invocation)
    return .list(of: await ModelCallable(name: target, session: session).shape(of: invocation), count: nil)
  }

  private static func isConsent(_ argument: Argument) -> Bool {
    if case .option("yes") = argument.role { true } else { false }
  }

  private static func hasConsent(_ invocation: Invocation) -> Bool { invocation.arguments.contains { isConsent($0) } }

  private static func count(of plan: SweepPlan) throws -> Int {
    guard let count = plan.count, count <= SweepPlan.mostRuns else { throw Failure(.badInput, .tooManyRuns) }
    return count
  }

  /// The call of the model that is named first.
  private static func modelCall(of invocation: Invocation) throws -> (name: String, Invocation) {
    var invocation = invocation
    guard let first = invocation.arguments.first, case .positional = first.role, case .word(let name) = first.content
    else { throw Failure(.usage, .noModel) }
    invocation.arguments.removeFirst()
    invocation.arguments.removeAll { isConsent($0) }
    invocation.name = Located(name, first.range)
    return (name, invocation)
  }
}

extension Diagnostic {
  fileprivate static var noModel: Diagnostic {
    Diagnostic(
      code: "missing-argument", "sweep needs a model", help: "sweep fal-ai/z-image/turbo \"a {red,blue} bird\"")
  }

  fileprivate static var tooManyRuns: Diagnostic {
    Diagnostic(code: "too-many-runs", "a sweep has at most \(SweepPlan.mostRuns) runs")
  }
}

import Diagnostics
import Language
import Terminal

/// A command as the evaluator sees it.
struct CommandCallable: Callable {
  let command: any Command
  let session: Session

  private var manual: Manual { type(of: command).manual }

  func call(_ invocation: Invocation) async throws -> Value {
    if asksForHelp(invocation) { return HelpSheet(manual, width: session.console.capabilities.columns).value }
    if let planned = session.planned(invocation, manual) { return planned }
    if manual.passesArguments { return noted(try await command.run(unbound(invocation), in: session), invocation) }
    let (call, problems) = CommandCall.binding(invocation, to: manual)
    if let problem = problems.first { throw Failure(.usage, problem) }
    try requireInput(invocation)
    return noted(try await command.run(call, in: session), invocation)
  }

  /// What runs many times is remembered, as no text can say what each time
  /// came to.
  private func noted(_ value: Value, _ invocation: Invocation) -> Value {
    if command is EachCommand || command is SweepCommand || command is RealtimeCommand {
      session.log.note(stage: invocation.range, of: invocation.source, gave: value)
    }
    return value
  }

  func check(_ invocation: Invocation) async -> [Diagnostic] {
    if asksForHelp(invocation) { return [] }
    if manual.passesArguments { return await command.check(unbound(invocation), in: session) }
    let (call, problems) = CommandCall.binding(invocation, to: manual)
    guard problems.isEmpty else { return problems }
    do {
      try requireInput(invocation)
    } catch let failure as Failure {
      return [failure.diagnostic.located(in: invocation.source, at: invocation.name.range)]
    } catch {}
    return await command.check(call, in: session)
  }

  func shape(of invocation: Invocation) async -> Shape {
    if asksForHelp(invocation) { return .anything }
    return await command.shape(of: bound(invocation), in: session)
  }

  func declarations(of invocation: Invocation) async -> Declarations {
    if asksForHelp(invocation) { return Declarations() }
    return await command.declarations(of: bound(invocation), in: session)
  }

  func blockContext(of invocation: Invocation) -> BlockContext { command.blockContext(of: bound(invocation)) }

  var writesFiles: Bool { manual.writesFiles }

  private func bound(_ invocation: Invocation) -> CommandCall {
    manual.passesArguments ? unbound(invocation) : CommandCall.binding(invocation, to: manual).call
  }

  private func unbound(_ invocation: Invocation) -> CommandCall {
    CommandCall(invocation: invocation, manual: manual)
  }

  private func asksForHelp(_ invocation: Invocation) -> Bool {
    invocation.arguments.contains {
      if case .option("help") = $0.role, case .flag = $0.content { true } else { false }
    }
  }

  private func requireInput(_ invocation: Invocation) throws {
    if case .none = invocation.input {
      if manual.input == .required { throw Failure(.usage, .nothingPiped(into: invocation)) }
    } else if manual.input == .none, !invocation.namesInput {
      throw Failure(.usage, .takesNoInput(manual))
    }
  }
}

extension Diagnostic {
  fileprivate static func nothingPiped(into invocation: Invocation) -> Diagnostic {
    let call = String(invocation.source[invocation.range])
    return Diagnostic(
      code: "nothing-piped", "nothing is piped into \(invocation.name.value)",
      help: "% | \(call.contains("\n") ? invocation.name.value : call)")
  }

  fileprivate static func takesNoInput(_ manual: Manual) -> Diagnostic {
    Diagnostic(code: "takes-no-input", "\(manual.name) takes nothing from a pipe", help: manual.synopsis)
  }
}

import Diagnostics
import Language
import Terminal

extension Session {
  /// A session in which scripts are followed and not run: it knows what this
  /// one knows, and shows, sends and writes nothing.
  func planning(in book: PlanBook) -> Session {
    let session = Session(
      environment: environment, console: .silent, files: files.forPlanning, platform: platform, records: records,
      webhookHosts: webhookHosts, isInteractive: false, plan: book)
    session.changeSettings { [settings] in $0 = settings }
    return session
  }

  /// What a command comes to where a script is followed and not run: one
  /// that reaches out of the script gives what it is given.
  /// - Returns: nil for a command that may run.
  func planned(_ invocation: Invocation, _ manual: Manual) -> Value? {
    guard let plan else { return nil }
    remark(on: invocation, manual, in: plan)
    guard [.jobs, .session, .shell].contains(manual.group) || ["open", "show", "sleep"].contains(manual.name) else {
      return nil
    }
    if case .value(let value) = invocation.input { return value }
    return invocation.arguments.lazy.compactMap { argument in
      if case .positional = argument.role, case .value(let value) = argument.content { value } else { nil }
    }.first ?? .nothing
  }

  private func remark(on invocation: Invocation, _ manual: Manual, in plan: PlanBook) {
    guard manual.name == "lines", case .value(let value) = invocation.input, value.isStandIn else { return }
    plan.remark(
      "how many lines there are is not known before; counted as one", at: invocation.range, in: invocation.source)
  }
}

extension Console {
  /// Nobody reads it.
  static var silent: Console {
    Console(
      screen: Screen(capabilities: .plain) { _ in }, capabilities: .plain, results: .lines, write: { _ in })
  }
}

extension Files {
  /// The same to be read, as far as scripts may, and nothing to be written.
  fileprivate var forPlanning: Files {
    let reading = if case .below(let reading, _) = policy { reading } else { [workingDirectory] }
    return Files(
      workingDirectory: workingDirectory, homeDirectory: homeDirectory, policy: .below(reading: reading, writing: []))
  }
}

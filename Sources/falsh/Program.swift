import Shell
import Terminal

/// The program: decides what is to be run, and assembles the shell for it.
struct Program: Sendable {
  let options: FalshCommand
  let world: World

  /// - Returns: the exit status.
  func run() async -> Int32 {
    do {
      return try await perform()
    } catch {
      writeAll("falsh: \(error.message)\n", to: 2)
      return ExitCode.usage.rawValue
    }
  }

  private func perform() async throws(UsageError) -> Int32 {
    if options.continues, options.line != nil || !options.words.isEmpty || !world.inputIsTerminal {
      throw UsageError("--continue is for the prompt")
    }
    if options.line != nil, let word = options.words.first {
      throw UsageError("-c takes one line, in quotes, and '\(word)' stands behind it")
    }
    if let line = options.line { return try await run(.line(line), isTrusted: true) }
    guard let first = options.words.first else {
      return world.inputIsTerminal ? try await runPrompt() : try await runStandardInput()
    }
    if first == "--complete" { return try await CompleteCommand(words: rest, options: options, world: world).run() }
    if first == "serve" { return await ServeCommand(words: rest, world: world).run() }
    if first == "-" { return try await runStandardInput() }
    if first.hasSuffix(".fal") || (first.contains("/") && world.isFile(first)) { return try await runScript(first) }
    // A script that a command runs may do no more than one that is run by itself.
    // What only looks at one finds what would be refused.
    let readsScript = ["check", "plan"].contains(first)
    let isTrusted = !readsScript && !["play", "source"].contains(first)
    return try await run(.words(options.words), readable: readsScript ? rest : [], isTrusted: isTrusted)
  }

  /// The words behind the first.
  private var rest: [String] { Array(options.words.dropFirst()) }

  private func runPrompt() async throws(UsageError) -> Int32 {
    try await Assembly(options: options, world: world, isInteractive: true, isTrusted: true)
      .runPrompt(continues: options.continues)
  }

  private func runStandardInput() async throws(UsageError) -> Int32 {
    guard let text = world.standardInput() else { throw UsageError("standard input is no text in UTF-8") }
    return try await run(.standardInput(text), arguments: rest, isTrusted: false)
  }

  private func runScript(_ path: String) async throws(UsageError) -> Int32 {
    guard let text = world.text(ofFile: path) else {
      throw UsageError(ScriptInput.obstacle(toReading: path, in: world.workingDirectory))
    }
    guard !rest.contains("--help"), !rest.contains("-h") else {
      for line in ScriptHelp(path: path, text: text).lines { writeAll(line + "\n", to: 1) }
      return ExitCode.done.rawValue
    }
    return try await run(.file(path: path, text: text), arguments: rest, isTrusted: false)
  }

  /// - Parameter readable: files that may be read wherever they are.
  private func run(
    _ input: ScriptInput, arguments: [String] = [], readable: [String] = [], isTrusted: Bool
  ) async throws(UsageError) -> Int32 {
    let assembly = try Assembly(
      options: options, world: world, isInteractive: false, isTrusted: isTrusted, arguments, readable: readable)
    return await assembly.run(input, arguments: arguments)
  }
}

/// Wrong use of the program, found before anything ran.
struct UsageError: Error {
  /// Harmless to a terminal: names of files stand in it.
  let message: String

  init(_ message: String) { self.message = sanitized(message, keepsNewlines: true) }
}

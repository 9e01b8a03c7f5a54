import Diagnostics
import Language
import Shell
import Terminal

/// The program: decides what is to be run, and assembles the shell for it.
struct Program: Sendable {
  let options: FalshCommand
  let world: World

  /// - Returns: the exit status.
  func run() async -> Int32 {
    if options.words.first == "serve" { return await ServeCommand(words: Array(options.words.dropFirst()), world: world).run() }
    do {
      switch task {
      case .prompt: return try await runPrompt()
      case .text(let source, let origin): return try await runText(source, origin, arguments: [], isTrusted: true)
      case .standardInput: return try await runStandardInput()
      case .script(let path): return try await runScript(path)
      case .words: return try await runWords()
      }
    } catch {
      complain(error.message)
      return ExitCode.usage.rawValue
    }
  }

  private enum Work {
    case prompt
    case text(SourceText, Origin)
    case standardInput
    case script(String)
    case words
  }

  private var task: Work {
    if let line = options.line { return .text(SourceText(name: "-c", text: line), .paste) }
    guard let first = options.words.first else { return world.inputIsTerminal ? .prompt : .standardInput }
    if first == "-" { return .standardInput }
    if first.hasSuffix(".fal") || (first.contains("/") && world.isFile(first)) { return .script(first) }
    return .words
  }

  // MARK: What is run

  private func runPrompt() async throws(UsageError) -> Int32 {
    let assembly = try Assembly(options: options, world: world, isInteractive: true, isTrusted: true)
    return await assembly.runPrompt()
  }

  private func runText(
    _ source: SourceText, _ origin: Origin, arguments: [String], isTrusted: Bool
  ) async throws(UsageError) -> Int32 {
    let assembly = try Assembly(options: options, world: world, isInteractive: false, isTrusted: isTrusted, arguments)
    return await assembly.run(source, Parser.parse(source, origin: origin), arguments: arguments)
  }

  private func runStandardInput() async throws(UsageError) -> Int32 {
    guard let text = world.standardInput() else { throw UsageError("standard input is no text in UTF-8") }
    let source = SourceText(name: "stdin", text: text)
    return try await runText(source, .file, arguments: Array(options.words.dropFirst()), isTrusted: false)
  }

  private func runScript(_ path: String) async throws(UsageError) -> Int32 {
    guard let text = world.text(ofFile: path) else { throw UsageError("cannot read the script '\(path)'") }
    let source = SourceText(name: path, text: text)
    let arguments = Array(options.words.dropFirst())
    if arguments.contains("--help") || arguments.contains("-h") { return showParameters(of: source) }
    return try await runText(source, .file, arguments: arguments, isTrusted: false)
  }

  private func runWords() async throws(UsageError) -> Int32 {
    let (source, parsed) = Parser.parse(words: options.words)
    let assembly = try Assembly(options: options, world: world, isInteractive: false, isTrusted: true)
    return await assembly.run(source, parsed, arguments: [])
  }

  private func showParameters(of source: SourceText) -> Int32 {
    let parsed = Parser.parse(source, origin: .file)
    for line in ScriptHelp(source: source, program: parsed.program).lines { World.write(line + "\n", to: 1) }
    return ExitCode.done.rawValue
  }

  private func complain(_ message: String) { World.write("falsh: \(message)\n", to: 2) }
}

/// Wrong use of the program, found before anything ran.
struct UsageError: Error {
  let message: String

  init(_ message: String) { self.message = message }
}

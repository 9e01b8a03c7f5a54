import Diagnostics
import JSON
import Language
import LanguageTesting
import Testing

/// What a program did to the fake host.
struct ProgramRun {
  let host: FakeHost
  var value: Value?
  var failure: Failure?
  var pauses = 0

  /// The presented lines, then the failure.
  var transcript: [String] { host.presented + (failure.map { [$0.diagnostic.summary] } ?? []) }
}

extension ProgramRun {
  /// - Throws: what is no `Failure`, and what the parser finds.
  static func of(
    _ text: String, arguments: [String: Value] = [:], scope: Scope = Scope(), host: FakeHost = FakeHost()
  ) async throws -> ProgramRun {
    let source = SourceText(name: "test.fal", text: text)
    let program = try parsed(source)
    let pauses = Counter()
    let evaluator = Evaluator(host: host, source: source, scope: scope, pause: { _ in pauses.increment() })
    var run = ProgramRun(host: host)
    do {
      run.value = try await evaluator.run(program, arguments: arguments)
    } catch let failure as Failure {
      run.failure = failure
    }
    run.pauses = pauses.value
    return run
  }

  static func parsed(_ source: SourceText) throws -> Program {
    let result = Parser.parse(source, origin: .file)
    if let first = result.diagnostics.first(where: { $0.severity == .error }) { throw first }
    return result.program
  }
}

/// The summaries of all that the checker finds.
func check(_ text: String, scope: Scope = Scope()) async throws -> [String] {
  let source = SourceText(name: "test.fal", text: text)
  let program = try ProgramRun.parsed(source)
  return await Checker(host: FakeHost(), source: source, scope: scope).check(program).map(\.summary)
}

extension Diagnostic {
  /// `1:5 no value named 'x' <$x> did you mean …`
  var summary: String {
    var parts: [String] = severity == .error ? [] : [severity.rawValue]
    if let source, let range {
      let (line, column) = source.position(of: range.start)
      parts += ["\(line):\(column)", message, "<\(source[range])>"]
    } else {
      parts.append(message)
    }
    return (parts + (help.map { [$0] } ?? [])).joined(separator: " ")
  }
}

/// A row of a table: what is run, and the lines that come of it.
struct Row: Sendable, CustomTestStringConvertible {
  let text: String
  let lines: [String]

  init(_ text: String, _ lines: String...) {
    self.text = text
    self.lines = lines
  }

  var testDescription: String { text }
}

import Diagnostics
import Language

/// Checks a text and runs it before a host that knows every command.
package enum RunProbe {
  /// - Returns: what does not hold of its findings and its end.
  package static func violations(of text: String) async -> [String] {
    let source = SourceText(name: "probe", text: text)
    let result = Parser.parse(source, origin: .file)
    let host = FakeHost(fallback: .echo)
    let findings = await Checker(host: host, source: source, scope: Scope()).check(result.program)
    let beyond = findings.filter { ($0.range?.end ?? 0) > source.count }
    let violations = beyond.map { "the checker's \($0.code) lies beyond the text" }
    return result.hasErrors ? violations : violations + (await run(result.program, of: source, before: host))
  }

  private static func run(_ program: Program, of source: SourceText, before host: FakeHost) async -> [String] {
    do {
      let value = try await Evaluator(host: host, source: source, scope: Scope()).run(program)
      _ = try await value?.settled()
      return []
    } catch let failure as Failure {
      let isPlaced = failure.diagnostic.range != nil || failure.kind == .usage
      return isPlaced ? [] : ["the failure '\(failure.diagnostic.message)' has no place"]
    } catch is CancellationError {
      return []
    } catch {
      return ["it ends in \(error)"]
    }
  }
}

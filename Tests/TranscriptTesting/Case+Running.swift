extension Transcript.Case {
  /// Performs the inputs one after another and compares what they show.
  ///
  ///     @Test(arguments: try Transcript.cases(in: "Transcripts"))
  ///     func `what a user sees`(_ conversation: Transcript.Case) async throws {
  ///       let shell = try TestShell(conversation.directives)
  ///       await conversation.run { try await shell.type($0) }.expectSuccess()
  ///     }
  ///
  /// With `RECORD_TRANSCRIPTS=1` in the environment, the file is rewritten
  /// with what was shown, and the case fails all the same; lines with `[..]`
  /// that still match stay.
  ///
  /// - Parameter perform: gives all that an input shows. If it throws, the
  ///   case fails there.
  package func run(
    recorder: TranscriptRecorder = .fromEnvironment, isolation: isolated (any Actor)? = #isolation,
    perform: (String) async throws -> String
  ) async -> Transcript.Outcome {
    var differences: [LineDifference] = []
    for step in steps {
      do {
        let actual = SourceLines.split(try await perform(step.input))
        differences.append(LineDifference(expected: step.expected, actual: actual))
      } catch {
        return outcome("the input of line \(step.lineNumber) threw \(error)", at: step.lineNumber)
      }
    }
    guard let wrong = differences.firstIndex(where: { !$0.isEmpty }) else { return outcome(nil, at: lineNumber) }
    return outcome(recorder.record(differences, of: self) + diff(differences), at: steps[wrong].lineNumber)
  }

  private func outcome(_ message: String?, at line: Int) -> Transcript.Outcome {
    let place = "\(path):\(line): \(title): "
    return Transcript.Outcome(message: message.map { place + $0 }, path: path, lineNumber: line)
  }

  private func diff(_ differences: [LineDifference]) -> String {
    var diff = UnifiedDiff()
    for (step, difference) in zip(steps, differences) {
      diff.addInput(of: step, notation: notation)
      diff.add(difference, from: step.expectedLines.lowerBound + 1)
    }
    return "\n--- expected\n+++ actual\n" + diff.text
  }
}

import Diagnostics
import JSON
import Language

extension LocalFile {
  /// The files that a command was given: as arguments, or piped in.
  /// - Throws: `Failure`.
  static func given(
    to call: CommandCall, _ parameter: Repeated<PathArgument>, in session: Session
  ) async throws -> [LocalFile] {
    var files: [LocalFile] = []
    for argument in call.arguments[parameter.name] ?? [] {
      do {
        files += try read(argument.content, of: call, in: session)
      } catch let failure as Failure {
        throw failure.located(in: call.invocation.source, at: argument.valueRange)
      }
    }
    if let input = try await call.furtherInput { files += try read(.value(input), of: call, in: session) }
    guard !files.isEmpty else { throw Failure(.badInput, .noFiles(for: call.manual)) }
    return files
  }

  /// A word without quotes may be a pattern, unless there is a file of
  /// exactly that name.
  private static func read(
    _ content: Argument.Content, of call: CommandCall, in session: Session
  ) throws -> [LocalFile] {
    if case .value(let value) = content, let items = value.items {
      return try items.flatMap { try read(.value($0), of: call, in: session) }
    }
    let path = try PathArgument(reading: content).path
    guard call.isPattern(content), !session.files.isFile(path) else { return [try session.files.localFile(path)] }
    return try session.files.matches(path)
  }

  /// What is wrong with the files that are named literally.
  static func problems(
    of call: CommandCall, _ parameter: any DeclaredParameter, in session: Session
  ) -> [Diagnostic] {
    guard !call.invocation.filesMayCome else { return [] }
    return (call.arguments[parameter.name] ?? []).compactMap { argument in
      guard case .word(let path) = argument.content, !call.isPattern(argument.content) else { return nil }
      do {
        _ = try session.files.localFile(path)
        return nil
      } catch let failure as Failure {
        return failure.diagnostic.located(in: call.invocation.source, at: argument.valueRange)
      } catch {
        return nil
      }
    }
  }
}

extension CommandCall {
  /// What another shell gives is one argument each: what was a pattern there
  /// has become names, or was quoted.
  fileprivate func isPattern(_ content: Argument.Content) -> Bool {
    guard case .word(let word) = content, invocation.source.name != ScriptInput.wordsName else { return false }
    return Files.isPattern(word)
  }
}

extension Diagnostic {
  fileprivate static func noFiles(for manual: Manual) -> Diagnostic {
    Diagnostic(code: "missing-argument", "\(manual.name) needs a file", help: manual.synopsis)
  }
}

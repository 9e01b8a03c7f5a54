import Diagnostics
import JSON
import Language

/// The parameters of a script, as far as it can be read.
struct ScriptOutline: Sendable {
  private let parameters: [ParameterDeclaration]
  private let source: SourceText

  init(_ path: String, in session: Session) {
    let text = (try? session.files.localFile(path)).flatMap { try? session.files.text(of: $0) } ?? ""
    source = SourceText(name: path, text: text)
    parameters = Parser.parse(source, origin: .file).program.parameters
  }

  /// Required ones first.
  func suggestions(given: Set<String>) -> [Suggestion] {
    let free = parameters.filter { !given.contains($0.name.value) }
    return (free.filter { $0.defaultValue == nil } + free.filter { $0.defaultValue != nil }).map { parameter in
      Suggestion(parameter.name.value + "=", detail(of: parameter), .parameter, isOpen: true)
    }
  }

  private func detail(of parameter: ParameterDeclaration) -> String {
    let usual = parameter.defaultValue.map { "default \(source[$0.range])" } ?? "required"
    return ([parameter.type?.value, usual].compactMap(\.self).joined(separator: ", "))
      + (parameter.narration.map { " – \($0)" } ?? "")
  }
}

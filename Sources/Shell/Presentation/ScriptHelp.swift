import Diagnostics
import Language

/// `falsh SCRIPT.fal --help`: what the script is for, and its parameters.
package struct ScriptHelp: Sendable {
  private let source: SourceText
  private let program: Program

  package init(path: String, text: String) {
    source = SourceText(name: path, text: text)
    program = Parser.parse(source, origin: .file).program
  }

  package var lines: [String] {
    let rows = rows
    let usage = "falsh \(source.name)" + (rows.isEmpty ? "" : " [name=value …]")
    return [usage] + introduction.map { "  \($0)" } + (rows.isEmpty ? [] : ["", "parameters:"] + rows)
  }

  private var rows: [String] {
    let parameters = program.parameterHelp(in: source)
    let labels = parameters.map { parameter in parameter.name + (parameter.defaultText.map { "=" + $0 } ?? "") }
    let width = labels.map(\.count).max() ?? 0
    return zip(labels, parameters).map { label, parameter in
      let gap = String(repeating: " ", count: width - label.count + 2)
      let narration = parameter.narration.map { "  " + $0 } ?? ""
      return "  " + label + gap + (parameter.type?.rawValue ?? "any") + narration
    }
  }

  /// The narration at the top of the script.
  private var introduction: [String] {
    let first = program.parameters.first?.range.start ?? program.statements.first?.range.start ?? source.count
    return program.comments.filter { $0.isNarration && $0.range.end <= first }.map(\.text)
  }
}

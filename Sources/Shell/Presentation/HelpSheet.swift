import JSON
import Language
import Terminal

/// `help NAME`: everything the manual of a command says.
struct HelpSheet {
  private let manual: Manual
  private let width: Int

  /// - Parameter width: in columns, of what a person reads it on.
  init(_ manual: Manual, width: Int) {
    self.manual = manual
    self.width = width
  }

  var value: Value { .handle(Sheet(json, kind: "help", lines: lines)) }

  private var json: JSON {
    [
      "name": .string(manual.name), "synopsis": .string(manual.synopsis), "summary": .string(manual.summary),
      "parameters": .array(
        manual.parameters.map {
          ["name": .string($0.name), "summary": .string($0.summary), "required": .bool($0.isRequired)]
        }),
    ]
  }

  private var lines: [StyledText] {
    let summary = manual.summary.wrapped(to: width - 2).map { StyledText("  " + $0) }
    var lines = manual.synopsis.wrapped(to: width).map { StyledText($0, .bold) } + summary
    lines += Table(rows: manual.parameters.flatMap(rows)).lines(width: width)
    if !manual.details.isEmpty { lines += [StyledText()] + manual.details.wrapped(to: width).map { StyledText($0) } }
    return lines + [StyledText(), StyledText("for example:", .dim)] + example
  }

  /// A parameter, on as many lines as its summary takes.
  private func rows(of parameter: any DeclaredParameter) -> [[StyledText]] {
    let column = manual.parameters.map { displayWidth(label(of: $0)) }.max() ?? 0
    let summary = parameter.summary.wrapped(to: max(24, width - column - 4)).map { StyledText($0, .dim) }
    return summary.enumerated().map { [StyledText($0.offset == 0 ? "  " + label(of: parameter) : ""), $0.element] }
  }

  private func label(of parameter: any DeclaredParameter) -> String {
    guard parameter.isNamed else { return parameter.name }
    return parameter.letter.map { "-\($0), --\(parameter.name)" } ?? "--\(parameter.name)"
  }

  /// What is typed in the manual's transcript.
  private var example: [StyledText] {
    var lines: [Substring] = []
    for line in manual.examples.split(separator: "\n") where line.hasPrefix("> ") && !lines.contains(line) {
      lines.append(line)
    }
    return lines.map { StyledText("  " + String($0.dropFirst(2)), .help) }
  }
}

/// `help`: all commands by group.
struct HelpOverview {
  let width: Int

  var value: Value {
    let manuals = Commands.manuals
    let json = JSON.array(manuals.map { ["name": .string($0.name), "summary": .string($0.summary)] })
    return .handle(Sheet(json, kind: "help", lines: lines(manuals)))
  }

  private func lines(_ manuals: [Manual]) -> [StyledText] {
    var rows: [[StyledText]] = []
    for group in Manual.Group.allCases {
      for (index, manual) in manuals.filter({ $0.group == group }).enumerated() {
        rows.append([
          StyledText(index == 0 ? group.rawValue : "", .dim), StyledText(manual.name, .bold),
          StyledText(manual.summary),
        ])
      }
    }
    let models: StyledText =
      "A first word with a slash is a model: " + StyledText("fal-ai/z-image/turbo \"a fox\"", .help)
    return [models] + Table(rows: rows).lines(width: width)
      + [StyledText("help NAME explains one of them; Tab completes names, models and parameters.", .dim)]
  }
}

/// `help exit-codes`.
struct ExitCodeSheet {
  var value: Value {
    let codes = ExitCode.allCases
    let json = JSON.array(codes.map { ["code": JSON(Int($0.rawValue)), "meaning": .string($0.meaning)] })
    let table = Table(rows: codes.map { [StyledText("\($0.rawValue)", .bold), StyledText($0.meaning)] })
    return .handle(Sheet(json, kind: "help", lines: table.lines(width: 100)))
  }
}

import Diagnostics
package import Language

/// A tree as compact S-expressions, one statement a line.
package enum SyntaxDump {
  package static func dump(_ program: Program) -> String {
    (program.parameters.map(dump) + program.statements.map(dump)).joined(separator: "\n")
  }

  package static func dump(_ parameter: ParameterDeclaration) -> String {
    var parts = ["param", parameter.name.value]
    if let type = parameter.type { parts.append(":" + type.value) }
    if let value = parameter.defaultValue { parts.append(dump(value)) }
    if let narration = parameter.narration { parts.append("## " + narration) }
    return "(" + parts.joined(separator: " ") + ")"
  }

  package static func dump(_ statement: Statement) -> String {
    switch statement.kind {
    case .bind(let name, let pipeline): "(let \(name.value) \(dump(pipeline)))"
    case .expect(let expression): "(expect \(dump(expression)))"
    case .return(let pipeline): pipeline.map { "(return \(dump($0)))" } ?? "(return)"
    case .break: "(break)"
    case .continue: "(continue)"
    case .define(let definition): dump(definition)
    case .pipeline(let pipeline): dump(pipeline)
    }
  }

  package static func dump(_ definition: Definition) -> String {
    let formals = definition.formals.map { $0.name.value + ($0.defaultValue.map { "=" + dump($0) } ?? "") }
    let narration = definition.narration.map { " ## \($0)" } ?? ""
    return "(def \(definition.name.value) (\(formals.joined(separator: " "))) \(dump(definition.body))\(narration))"
  }

  package static func dump(_ block: Block) -> String { "{" + block.statements.map(dump).joined(separator: "; ") + "}" }

  package static func dump(_ pipeline: Pipeline) -> String {
    let head =
      switch pipeline.head {
      case .form(let form): dump(form)
      case .expression(let expression): dump(expression)
      case .call(let call): dump(call)
      case .shell(let command): "!" + command.value
      }
    let stages = [head] + pipeline.calls.map(dump) + (pipeline.shell.map { ["!" + $0.value] } ?? [])
    return stages.joined(separator: " | ") + (pipeline.isBackground ? " &" : "")
  }

  package static func dump(_ form: Form) -> String {
    switch form.kind {
    case .if(let branches, let otherwise):
      let tests = branches.map { "\(dump($0.condition)) \(dump($0.block))" }
      return "(if " + (tests + (otherwise.map { [dump($0)] } ?? [])).joined(separator: " ") + ")"
    case .for(let name, let list, let block): return "(for \(name.value) \(dump(list)) \(dump(block)))"
    case .try(let block, let name, let handler):
      return "(try \(dump(block)) \(name?.value ?? "_") \(dump(handler)))"
    case .retry(let count, let block): return "(retry \(dump(count)) \(dump(block)))"
    }
  }

  package static func dump(_ call: CallSyntax) -> String {
    "(" + ([call.name.value] + call.arguments.map(dump)).joined(separator: " ") + ")"
  }

  package static func dump(_ argument: ArgumentSyntax) -> String {
    switch argument.kind {
    case .positional(let value): dump(value)
    case .parameter(let path, let isRaw, let value):
      dump(path.value).dropFirst() + (isRaw ? ":=" : "=") + (value.map(dump) ?? "")
    case .option(let name, let value):
      (name.value.count == 1 ? "-" : "--") + name.value + (value.map { "=" + dump($0) } ?? "")
    case .block(let block): dump(block)
    }
  }

  package static func dump(_ steps: [Step]) -> String { steps.map(dump).joined() }
  package static func dump(_ steps: [Located<Step>]) -> String { dump(steps.map(\.value)) }

  package static func dump(_ step: Step) -> String {
    switch step {
    case .field(let name): ".\(name)"
    case .index(let index): "[\(index)]"
    case .range(let lower, let upper): "[\(dump(lower))..\(dump(upper))]"
    case .variable(let name, let steps): "[$\(name)\(dump(steps))]"
    case .all: "[*]"
    }
  }

  package static func dump(_ bound: RangeBound) -> String {
    switch bound {
    case .number(let number): "\(number)"
    case .variable(let name, let steps): "$\(name)\(dump(steps))"
    }
  }

  package static func dump(_ expression: Expression) -> String {
    switch expression.kind {
    case .word(let word): word
    case .string(let string): dump(string)
    case .range(let lower, let upper): "\(dump(lower))..\(dump(upper))"
    case .variable(let name, let steps): "$\(name)\(dump(steps))"
    case .job(let number, let steps): "%\(number.map(String.init) ?? "")\(dump(steps))"
    case .file(let path): "@" + (path.quotes == .none ? path.literal ?? "" : dump(path))
    case .parenthesized(let pipeline, let steps): "<\(dump(pipeline))>\(dump(steps))"
    case .list(let elements): "[" + elements.map(dump).joined(separator: " ") + "]"
    case .record(let pairs): "{" + pairs.map { "\($0.key.value): \(dump($0.value))" }.joined(separator: " ") + "}"
    case .not(let value): "(not \(dump(value)))"
    case .chain(let first, let links):
      links.reduce(dump(first)) { "(\($1.operation.value.rawValue) \($0) \(dump($1.operand)))" }
    }
  }

  package static func dump(_ string: StringLiteral) -> String {
    let pieces = string.pieces.map { piece in
      switch piece {
      case .text(let text): text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎")
      case .variable(let name, let steps, _): "${\(name)\(dump(steps))}"
      case .pipeline(let pipeline, _): "$(\(dump(pipeline)))"
      }
    }
    return "\"" + pieces.joined() + "\""
  }
}

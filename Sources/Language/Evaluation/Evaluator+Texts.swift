import Diagnostics
import JSON

extension Evaluator {
  /// A text with its holes filled.
  func text(of literal: StringLiteral) async throws -> String {
    var text = ""
    for piece in literal.pieces {
      text += try await self.text(of: piece)
      guard text.utf8.count <= Value.maximumTextLength else { throw failure(.tooLarge, at: literal.range) }
    }
    return text
  }

  private func text(of piece: StringLiteral.Piece) async throws -> String {
    switch piece {
    case .text(let text): return text
    case .variable(let name, let steps, let range):
      return try text(of: try await value(of: name, steps, at: range, isInText: true), named: name, at: range)
    case .pipeline(let pipeline, let range):
      return try text(of: try await settle(outcome(of: pipeline).value, at: range), named: nil, at: range)
    }
  }

  private func text(of value: Value, named name: String?, at range: SourceRange) throws -> String {
    if let text = value.text { return text }
    throw failure(.notText(value, named: name ?? "…"), at: range)
  }
}

extension Diagnostic {
  fileprivate static func notText(_ value: Value, named name: String) -> Diagnostic {
    Diagnostic(
      code: "no-text", "\(value.described) cannot go into a text",
      help: value.textField.map { "a field of it: ${\(name)\($0)}" })
  }
}

extension Value {
  /// The step that leads to something of it that has a text.
  var textField: String? {
    switch self {
    case .handle(let handle): (handle.helperNames.first { handle.helper($0)?.text != nil }).map { "." + $0 }
    case .data(.object(let members)): (members.first { Value.data($0.value).text != nil }).map { "." + $0.key }
    case .list(let values): values.first?.text.map { _ in "[0]" }
    case .data(.array(let elements)): elements.first.flatMap { Value.data($0).text }.map { _ in "[0]" }
    case .data: nil
    }
  }
}

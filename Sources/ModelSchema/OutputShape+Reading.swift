package import JSON

extension OutputShape {
  /// The names that a result's text goes by, the likeliest first.
  static let textNames = [
    "output", "text", "generated_text", "transcript", "transcription", "description", "caption", "response", "answer",
    "results", "result",
  ]

  /// All files of a result, in the order of the schema; those that the schema
  /// does not know last.
  package func media(in output: JSON) -> [Media] { Media.all(in: output, order: fields.map(\.name)) }

  /// The result's text: an answer, a transcript, a caption. An echo of the
  /// prompt is none. Nil if there is none.
  package func text(in output: JSON) -> String? { Self.text(in: output) ?? onlyText(in: output) }

  /// The same where no schema is at hand.
  package static func text(in output: JSON) -> String? {
    if let text = output.string { return text }
    return textNames.lazy.compactMap { output[$0]?.string }.first
  }

  /// What a model says that has only one thing to say: a verdict, a voice id.
  private func onlyText(in output: JSON) -> String? {
    guard fields.allSatisfy({ $0.media == nil }) else { return nil }
    let texts = fields.filter { $0.type.isFreeText || !$0.type.choices.isEmpty }.compactMap { output[$0.name]?.string }
    return texts.count == 1 ? texts[0] : nil
  }
}

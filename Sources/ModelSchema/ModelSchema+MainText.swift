extension ModelSchema {
  /// The parameter that a text goes to by itself: the prompt, or what is to
  /// be said; nil if the model has none, or several that are equals.
  package var mainText: Parameter? {
    let texts = parameters.filter { $0.media == nil && $0.type.isFreeText }
    let usual = usualTextNames.compactMap { name in texts.first { $0.name == name } }
    if let text = usual.first(where: \.isRequired) ?? usual.first { return text }
    let required = texts.filter(\.isRequired)
    if !required.isEmpty { return required.count == 1 ? required[0] : nil }
    let prompts = texts.filter { $0.name.nameWords.last == "prompt" && !$0.name.isAside }
    if !prompts.isEmpty { return prompts.count == 1 ? prompts[0] : nil }
    return textList
  }

  /// Where both stand, speech is made from `text`, and `prompt` is the style.
  private var usualTextNames: [String] {
    let isSpeech = category == "text-to-speech" || category == "text-to-audio"
    return (isSpeech ? ["text", "prompt"] : ["prompt", "text"]) + [
      "gen_text", "text_prompt", "text_input", "instruction", "input", "script", "query", "lyrics_prompt", "lyrics",
    ]
  }

  private var textList: Parameter? {
    ["texts", "prompts"].lazy.compactMap { parameter(named: $0) }.first { parameter in
      if case .list(let element, _) = parameter.type { element.isFreeText } else { false }
    }
  }
}

extension String {
  fileprivate var isAside: Bool { !Set(["negative", "system"]).isDisjoint(with: nameWords) }
}

import CEditLine

/// A prompt as libedit wants it: wide characters that stay where they are,
/// escape codes between two U+0001.
final class Prompt {
  /// As it stands on the screen.
  let text: String
  let pointer: UnsafeMutablePointer<wchar_t>
  private let count: Int

  init(_ prompt: StyledText, _ capabilities: Capabilities) {
    text = sanitized(prompt.plain, keepsNewlines: false)
    let characters = Self.escaped(Self.visiblyEnding(prompt), capabilities).wide
    count = characters.count
    pointer = .allocate(capacity: count)
    pointer.initialize(from: characters, count: count)
  }

  deinit {
    pointer.deinitialize(count: count)
    pointer.deallocate()
  }

  /// Codes are put together, since libedit reads one group of them before
  /// a character, not two.
  private static func escaped(_ prompt: StyledText, _ capabilities: Capabilities) -> String {
    var (escaped, pending) = ("", "")
    for span in prompt.spans {
      let codes = span.style.codes(capabilities.colors)
      if !codes.isEmpty { pending += "\u{1B}[\(codes)m" }
      escaped += pending.isEmpty ? "" : "\u{1}\(pending)\u{1}"
      escaped += sanitized(span.text, keepsNewlines: false)
      pending = codes.isEmpty ? "" : "\u{1B}[0m"
    }
    return escaped
  }

  /// libedit sends an escape code with the character that follows it, and
  /// so never the last one: the last character has to be plain.
  private static func visiblyEnding(_ prompt: StyledText) -> StyledText {
    guard let last = prompt.spans.last, last.style != .plain, let final = last.text.last else { return prompt }
    let head = StyledText.Span(String(last.text.dropLast()), last.style)
    return StyledText(prompt.spans.dropLast() + [head, StyledText.Span(String(final))])
  }
}

extension String {
  /// As C's wide characters, with the final zero.
  var wide: [wchar_t] { unicodeScalars.map { wchar_t($0.value) } + [0] }
}

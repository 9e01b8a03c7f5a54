/// Text from anywhere, made safe to show: no control character, and no
/// character that reorders others, is left in it.
///
/// Whole colour and cursor sequences vanish; other control characters
/// become U+FFFD, a tab a blank, and a newline a blank unless kept.
package func sanitized(_ text: some StringProtocol, keepsNewlines: Bool) -> String {
  guard text.utf8.contains(where: { $0 < 0x20 || $0 > 0x7E }) else { return String(text) }
  let scalars = Array(text.unicodeScalars)
  var safe = String.UnicodeScalarView()
  var index = 0
  while index < scalars.count {
    let scalar = scalars[index]
    if let end = endOfSequence(in: scalars, from: index) {
      index = end
      continue
    }
    index += 1
    switch scalar {
    case "\r" where index < scalars.count && scalars[index] == "\n": continue
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": safe.append(keepsNewlines ? "\n" : " ")
    case "\t": safe.append(" ")
    default: safe.append(scalar.isUnsafe ? "\u{FFFD}" : scalar)
    }
  }
  return String(safe)
}

/// Where the terminal sequence that starts at `start` ends, if a whole one
/// does: a control sequence (`ESC [ … letter`) or an operating system
/// command (`ESC ] … BEL`).
private func endOfSequence(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
  guard scalars[start] == "\u{1B}", start + 1 < scalars.count else { return nil }
  var index = start + 2
  switch scalars[start + 1] {
  case "[":
    while index < scalars.count, ("\u{20}"..."\u{3F}").contains(scalars[index]) { index += 1 }
    guard index < scalars.count, ("\u{40}"..."\u{7E}").contains(scalars[index]) else { return nil }
    return index + 1
  case "]":
    while index < scalars.count, !scalars[index].isUnsafe { index += 1 }
    guard index < scalars.count else { return nil }
    if scalars[index] == "\u{7}" { return index + 1 }
    let isTerminated = scalars[index] == "\u{1B}" && index + 1 < scalars.count && scalars[index + 1] == "\\"
    return isTerminated ? index + 2 : nil
  default: return nil
  }
}

extension Unicode.Scalar {
  /// A control character (C0, delete, C1) or one that reorders what is
  /// around it.
  var isUnsafe: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension StyledText {
  /// The text as it is written: with escape codes as far as `capabilities`
  /// goes, and with none but ours. Newlines stay.
  package func rendered(_ capabilities: Capabilities) -> String {
    spans.map { $0.rendered(capabilities) }.joined()
  }
}

extension StyledText.Span {
  fileprivate func rendered(_ capabilities: Capabilities) -> String {
    let text = sanitized(text, keepsNewlines: true)
    let codes = style.codes(capabilities.colors)
    let colored = codes.isEmpty ? text : "\u{1B}[\(codes)m\(text)\u{1B}[0m"
    guard capabilities.links, let link = style.link else { return colored }
    return "\u{1B}]8;;\(link.encodedForLink)\u{1B}\\\(colored)\u{1B}]8;;\u{1B}\\"
  }
}

extension Style {
  /// Parameters of "select graphic rendition"; empty for none.
  func codes(_ colors: Capabilities.Colors) -> String {
    guard colors != .none else { return "" }
    var codes: [String] = []
    if bold { codes.append("1") }
    if dim { codes.append("2") }
    if italic { codes.append("3") }
    if underline { codes.append("4") }
    if let color { codes.append(color.parameters(exact: colors == .truecolor)) }
    return codes.joined(separator: ";")
  }
}

extension String {
  /// Whatever is not printable ASCII as `%XX`: nothing may end the link's
  /// sequence early.
  fileprivate var encodedForLink: String {
    var encoded = ""
    for byte in utf8 {
      if 0x21..<0x7F ~= byte {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        encoded += byte < 16 ? "%0" : "%"
        encoded += String(byte, radix: 16, uppercase: true)
      }
    }
    return encoded
  }
}

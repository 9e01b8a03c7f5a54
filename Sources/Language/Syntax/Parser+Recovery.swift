import Diagnostics

/// Going on behind what cannot be read.
extension Parser {
  /// How many brackets may stand in one another. Side by side there may be
  /// as many stages, operators and branches as the text has room for.
  static let deepestNesting = 64

  /// Reads what stands between brackets, from the opening one on.
  /// - Returns: nil if that would be too deep; it is passed over then.
  mutating func nested<Content>(_ closer: UInt8, _ layout: Layout, _ body: (inout Parser) -> Content) -> Content? {
    guard closers.count < Self.deepestNesting else {
      reportNesting(at: SourceRange(offset, offset + 1))
      skipBrackets()
      return nil
    }
    let outer = self.layout
    self.layout = layout
    if outer.isOnOneLine {
      self.layout.isOnOneLine = true
      self.layout.newlineIsBlank = false
    }
    closers.append(closer)
    defer {
      closers.removeLast()
      self.layout = outer
    }
    return body(&self)
  }

  private mutating func reportNesting(at range: SourceRange) {
    guard !hasReportedNesting else { return }
    hasReportedNesting = true
    report(.nestedTooDeep(Self.deepestNesting), at: range)
  }

  /// Moves behind the partner of the bracket that stands here, or to the end
  /// of the text.
  private mutating func skipBrackets() {
    var depth = 0
    repeat {
      switch current {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      default: break
      }
      offset += 1
    } while depth > 0 && !isAtEnd
    offset = min(offset, bytes.count)
  }

  /// Moves to the end of the statement, or before the bracket that closes
  /// what is around it.
  mutating func skipStatement() {
    var braces = 0
    while !isAtEnd {
      switch current {
      case "\n" where braces == 0 && !layout.newlineIsBlank, ";" where braces == 0: return
      case "\n" where braces == 0 && layout.newlineIsBlank:
        let before = offset
        skipBlanks()
        if offset == before { return }
        continue
      case "#" where startsComment(at: offset):
        scanComment()
        continue
      case "{": braces += 1
      case "}" where braces > 0: braces -= 1
      case let byte where braces == 0 && byte == closers.last: return
      case "\"", "'":
        if let end = endOfText(at: offset) { offset = end - 1 }
      default: break
      }
      offset += 1
    }
  }

  /// Moves to the comma or bracket that ends an element of a list or record.
  mutating func skipElement() {
    while !isAtEnd {
      skipBlanks()
      if isAtEnd || current == "," || current == "\n" || current == closers.last { return }
      scanRun()
      if !isAtEnd, current == ";" || current == "|" || current.isClosing && current != closers.last { offset += 1 }
    }
  }
}

extension UInt8 {
  var isClosing: Bool { self == ")" || self == "]" || self == "}" }
}

extension Diagnostic {
  fileprivate static func nestedTooDeep(_ limit: Int) -> Diagnostic {
    Diagnostic(
      code: "nested-too-deep", "brackets must be nested at most \(limit) deep",
      help: "name a part with 'let'")
  }
}

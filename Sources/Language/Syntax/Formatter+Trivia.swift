import Diagnostics

extension Formatter {
  /// What stands between two tokens and means nothing.
  struct Trivia {
    struct Remark {
      /// In the comments of the program.
      var index: Int
      /// On the line of the token before it.
      var isBeside: Bool
      /// Newlines between it and what stands before it.
      var newlines: Int
    }

    var remarks: [Remark] = []
    /// Newlines behind the last remark, those of joined lines too.
    var newlines = 0
    /// There is a newline that joins no lines.
    var hasNewline = false
    /// Lines are joined by `\`.
    var hasJoint = false
    var hasSemicolon = false

    /// Lines are to be broken here.
    var breaksLine: Bool { hasNewline || !remarks.isEmpty }

    /// What stands on both sides of a separator, as if it stood behind.
    func joined(with next: Trivia) -> Trivia {
      var whole = next
      if hasNewline || hasJoint {
        for index in whole.remarks.indices { whole.remarks[index].isBeside = false }
      }
      whole.remarks = remarks + whole.remarks
      whole.hasNewline = hasNewline || next.hasNewline
      whole.hasJoint = hasJoint || next.hasJoint
      return whole
    }
  }
}

extension Formatter {
  /// The next byte of the source; 0 at its end.
  var current: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  /// Reads up to the next token.
  mutating func trivia() -> Trivia {
    var trivia = Trivia()
    while true {
      switch current {
      case " ", "\t", "\r":
        offset += 1
      case ";":
        trivia.hasSemicolon = true
        offset += 1
      case "\n":
        trivia.newlines += 1
        trivia.hasNewline = true
        offset += 1
      case "#" where takeComment(&trivia): break
      case "\\" where takeJoint(&trivia): break
      default: return trivia
      }
    }
  }

  private mutating func takeComment(_ trivia: inout Trivia) -> Bool {
    if let hoisted, hoisted.start == offset {
      offset = hoisted.end
      return true
    }
    guard commentIndex < comments.count, comments[commentIndex].range.start == offset else { return false }
    let isBeside = trivia.newlines == 0 && trivia.remarks.isEmpty
    trivia.remarks.append(Trivia.Remark(index: commentIndex, isBeside: isBeside, newlines: trivia.newlines))
    trivia.newlines = 0
    offset = comments[commentIndex].range.end
    commentIndex += 1
    return true
  }

  /// Moves behind a `\` that joins its line with the next.
  private mutating func takeJoint(_ trivia: inout Trivia) -> Bool {
    var end = offset + 1
    while end < bytes.count, bytes[end].isBlank { end += 1 }
    guard end < bytes.count, bytes[end] == "\n" else { return false }
    offset = end + 1
    trivia.newlines += 1
    trivia.hasJoint = true
    return true
  }

  /// Passes a part of the source that is not written.
  mutating func skip(to end: Int) {
    offset = end
    while commentIndex < comments.count, comments[commentIndex].range.start < end { commentIndex += 1 }
  }
}

import CEditLine

/// What our keys do. The results tell libedit what to redraw.
extension EditSession {
  private static let refresh = UInt8(CC_REFRESH)
  private static let beep = UInt8(CC_REFRESH_BEEP)

  func perform(_ character: wint_t) -> UInt8 {
    let character = Int32(truncatingIfNeeded: character)
    if let key = Key(rawValue: character) { return perform(key) }
    return switch character {
    case Control.tab: complete()
    case Control.lineFeed, Control.carriageReturn: submitOrContinue()
    case Control.d: endOrDelete()
    case Control.r, Int32(UInt8(ascii: "/")): search()
    case Control.a: perform(.home)
    case Control.e: perform(.end)
    case Control.f: perform(.right)
    case Control.p, Int32(UInt8(ascii: "k")): perform(.up)
    case Control.n, Int32(UInt8(ascii: "j")): perform(.down)
    default: Self.beep
    }
  }

  private func perform(_ key: Key) -> UInt8 {
    let buffer = buffer
    switch key {
    case .up where select(-1), .down where select(1): break
    case .up: return buffer.above.map(go) ?? recall { $0.older(than: $1, beforeCursor: $2) }
    case .down: return buffer.below.map(go) ?? recall { $0.newer(than: $1, beforeCursor: $2) }
    case .home: return go(to: buffer.home)
    case .end: return go(to: buffer.end)
    case .right: return goRight(in: buffer)
    case .newline: insert("\n")
    case .insertText: if !insertions.isEmpty { insert(insertions.removeFirst()) }
    case .interrupt:
      moveCursor(to: buffer.scalars.count)
      insert("^C")
    default: return Self.beep
    }
    return Self.refresh
  }

  private func go(to index: Int) -> UInt8 {
    moveCursor(to: index)
    return Self.refresh
  }

  private func goRight(in buffer: EditBuffer) -> UInt8 {
    guard buffer.isAtEnd else { return go(to: buffer.cursor + 1) }
    guard let hint = hint(for: buffer), !hint.isEmpty else { return Self.beep }
    insert(hint)
    return Self.refresh
  }

  private func recall(_ step: (inout HistoryWalk, String, String) -> String?) -> UInt8 {
    let buffer = buffer
    guard let line = step(&walk, buffer.text, buffer.beforeCursor) else { return Self.beep }
    replaceAll(with: line)
    return Self.refresh
  }

  private func submitOrContinue() -> UInt8 {
    if accept() { return Self.refresh }
    if configuration.isComplete(buffer.text) {
      // The key knows how to leave the input from a middle row.
      keys.insert(Key.submit.rawValue, at: 0)
      return UInt8(CC_NORM)
    }
    insert("\n")
    return Self.refresh
  }

  private func endOrDelete() -> UInt8 {
    let buffer = buffer
    if buffer.scalars.isEmpty { return UInt8(CC_EOF) }
    guard !buffer.isAtEnd else { return Self.beep }
    replace(buffer.cursor..<buffer.cursor + 1, with: "")
    return Self.refresh
  }

  // MARK: Search

  /// Ctrl-R: reads keys itself until one comes that is no part of the search.
  private func search() -> UInt8 {
    let (typed, shownPrompt) = (buffer, prompt)
    var search = HistorySearch(configuration.history.entries)
    isSearching = true
    var step = SearchStep.goOn
    while step == .goOn {
      show(search, typed)
      var key: wchar_t = 0
      step = el_wgetc(editor, &key) == 1 ? search.take(key) : .cancel
      if step == .acceptAnd || key == Key.interrupt.rawValue { keys.insert(key, at: 0) }
    }
    isSearching = false
    erase()
    prompt = shownPrompt
    if step == .cancel { restore(typed) }
    draw()
    return Self.refresh
  }

  private func show(_ search: HistorySearch, _ typed: EditBuffer) {
    erase()
    prompt = Prompt(search.prompt, capabilities)
    if let match = search.match {
      replaceAll(with: match)
      moveCursor(to: search.offset(in: match))
    } else {
      restore(typed)
    }
    draw()
  }

  private func restore(_ typed: EditBuffer) {
    replaceAll(with: typed.text)
    moveCursor(to: typed.cursor)
  }
}

/// What becomes of the search after a key.
private enum SearchStep {
  case goOn, accept, cancel
  /// The match stands; the key is one for the line.
  case acceptAnd
}

extension HistorySearch {
  fileprivate var prompt: StyledText {
    if pattern.isEmpty { return "\("search", .dim): " }
    return "\(hasFailed ? "no match for" : "search", .dim) \(pattern, .bold): "
  }

  fileprivate mutating func take(_ key: Int32) -> SearchStep {
    switch key {
    case Control.r: findOlder()
    case Control.s: findNewer()
    case Control.backspace, Control.delete: deleteBackward()
    case Control.g, Key.interrupt.rawValue: return .cancel
    case Control.escape: return .accept
    case Key.redisplay.rawValue: break
    default:
      guard let scalar = Unicode.Scalar(UInt32(bitPattern: key)), !scalar.isUnsafe else { return .acceptAnd }
      type(String(Character(scalar)))
    }
    return .goOn
  }
}

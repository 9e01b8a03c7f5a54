import CEditLine

/// How long a lone Escape waits for the rest of a key's sequence, in
/// milliseconds.
private let escapeDelay: Int32 = 30

extension EditSession {
  /// libedit's source of characters. It has drawn all it knows when it
  /// asks, so this is also the place where everything else happens.
  func read(into character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    guard let key = nextKey() else { return 0 }
    character?.pointee = key
    return 1
  }

  private func nextKey() -> Int32? {
    while true {
      if !keys.isEmpty {
        hide()
        return keys.removeFirst()
      }
      if isInterrupted { return Key.submit.rawValue }
      attend()
      if !keys.isEmpty { continue }
      if let input = decoder.next() {
        take(input)
      } else if isAtEnd {
        return nil
      } else {
        waitForBytes()
      }
    }
  }

  /// What other threads want.
  private func attend() {
    let mail = mailbox.takeMail()
    if mailbox.isClosed { isAtEnd = true }
    if mail.isInterrupted { interrupt() }
    if mail.isStopped { stop(isKey: false) }
    if mail.isContinued { resume() }
    if size != currentSize { resize() }
    if !mail.posts.isEmpty { print(mail.posts) }
  }

  private func take(_ input: KeyDecoder.Input) {
    switch input {
    case .key(let key): keys.append(key.rawValue)
    case .paste(let text):
      insertions.append(Self.cleaned(text))
      keys.append(Key.insertText.rawValue)
    case .character(let scalar): take(Int32(bitPattern: scalar.value))
    }
  }

  private func take(_ character: Int32) {
    switch character {
    case Control.c: interrupt()
    case Control.z: stop(isKey: true)
    default:
      keys.append(character)
      // Typed at the end, libedit counts a combining mark as a cell.
      if character_cells(character) == 0 { keys.append(Key.redisplay.rawValue) }
    }
  }

  private func waitForBytes() {
    if decoder.isAmbiguous {
      if !poll(milliseconds: escapeDelay), let input = decoder.next(isFinal: true) { take(input) }
    } else if !poll(milliseconds: 0) {
      show()
      _ = poll(milliseconds: -1)
    }
  }

  /// Waits for keys or mail, and reads the keys. False when time ran out.
  private func poll(milliseconds: Int32) -> Bool {
    let ready = awaitInput([configuration.input, mailbox.descriptor], milliseconds: milliseconds)
    if ready?.contains(configuration.input) == true { readBytes() }
    return ready != nil
  }

  private func readBytes() {
    switch readInput(from: configuration.input) {
    case .bytes(let bytes): decoder.feed(bytes)
    case .none: break
    case .end: isAtEnd = true
    }
  }

  private func interrupt() {
    guard !isInterrupted else { return }
    isInterrupted = true
    keys = [Key.interrupt.rawValue, Key.submit.rawValue]
  }

  /// With rows divided by newlines only, without control characters or a
  /// final newline, which would look like the wish to submit.
  private static func cleaned(_ text: String) -> String {
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if scalar == "\n", scalars.last == "\r" { scalars.removeLast() }
      scalars.append(scalar)
    }
    scalars = scalars.map { $0 == "\r" ? "\n" : $0 }.filter { $0 == "\n" || $0 == "\t" || !$0.isUnsafe }
    while scalars.last == "\n" { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }
}

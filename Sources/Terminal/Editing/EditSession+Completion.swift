import CEditLine

/// Tab: what is certain goes into the line, the rest into a list below it,
/// which Tab turns and Up and Down walk through.
extension EditSession {
  func complete() -> UInt8 {
    let buffer = buffer
    if var menu = openMenu {
      // What was selected stays in the line; the next page is looked at.
      menu.page += 1
      menu.selected = nil
      open(menu)
      return UInt8(CC_REFRESH)
    }
    guard let completion = configuration.complete(buffer.text, buffer.beforeCursor.utf8.count),
      let start = buffer.index(ofUTF8Offset: completion.replacing.lowerBound),
      let end = buffer.index(ofUTF8Offset: completion.replacing.upperBound), start <= end
    else { return UInt8(CC_REFRESH_BEEP) }
    let isInserted = insertCertain(of: completion, start..<end, in: buffer)
    if !isInserted { open(CompletionMenu(completion, start..<end, in: buffer)) }
    return UInt8(CC_REFRESH)
  }

  /// Inserts the only candidate, or what all have in common. Where nothing is
  /// typed yet, somebody wants to see what there is: what the candidates have
  /// in common is chance then, and one beside a note is not all that fits.
  /// - Returns: whether that was more than what is there.
  private func insertCertain(of completion: Completion, _ range: Range<Int>, in buffer: EditBuffer) -> Bool {
    if let only = completion.candidates.first, completion.candidates.count == 1,
      !range.isEmpty || completion.note.isEmpty
    {
      replace(range, with: only.text + only.closesWith)
      return true
    }
    guard !range.isEmpty else { return false }
    let typed = EditBuffer(Array(buffer.scalars[range]), cursor: 0).text
    let common = completion.commonPrefix
    guard common != typed, common.hasPrefix(typed) || completion.quotes(typed, in: common) else { return false }
    replace(range, with: common)
    return true
  }

  /// The list that shows, if the line is still the one it was made for.
  var openMenu: CompletionMenu? { menu.flatMap { $0.buffer == buffer ? $0 : nil } }

  private func list(of menu: CompletionMenu) -> CompletionList {
    let room = max(2, size.rows - painter.rows - 1)
    return CompletionList(completion: menu.completion, columns: size.columns - 1, rows: room)
  }

  private func open(_ menu: CompletionMenu) {
    var menu = menu
    menu.buffer = buffer
    let list = list(of: menu)
    if let selected = menu.selected { menu.page = list.page(of: selected) }
    menu.page %= list.pageCount
    let lines = list.lines(page: menu.page, selected: menu.selected)
    guard capabilities.canMoveCursor else { return print(lines) }
    self.menu = menu
    self.list = lines
  }

  /// Puts the next candidate, or the one before, into the line.
  /// - Returns: false if no list shows.
  func select(_ step: Int) -> Bool {
    guard var menu = openMenu,
      let selected = menu.neighbour(step, shown: list(of: menu).candidates(onPage: menu.page))
    else { return false }
    let text = menu.completion.candidates[selected].text
    replace(menu.range, with: text)
    menu.range = menu.range.lowerBound..<menu.range.lowerBound + text.unicodeScalars.count
    menu.selected = selected
    open(menu)
    return true
  }

  /// Return behind a selection: the candidate stays, the list goes.
  /// - Returns: false if nothing is selected.
  func accept() -> Bool {
    guard let menu = openMenu, let selected = menu.selected else { return false }
    insert(menu.completion.candidates[selected].closesWith)
    self.menu = nil
    return true
  }
}

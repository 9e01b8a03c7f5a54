import MediaFiles

/// The panel at a picture's lower edge that says what the picture was made from.
struct Caption {
  let size: PixelSize
  /// The prompt's lines, then the details' lines.
  let prompt: [ArraySlice<UInt8>]
  let details: [ArraySlice<UInt8>]
  /// Pixels of the picture for one of the font.
  let promptScale: Int
  let detailScale: Int

  /// Lays the caption out so that some 50 characters fit on a line of a broad
  /// picture, and so that it leaves three fifths of the height free.
  init(_ provenance: Provenance, size: PixelSize) {
    self.size = size
    promptScale = max(1, (size.width + 140) / 300)
    detailScale = max(1, (promptScale * 2 + 1) / 3)
    let columns = Self.columns(size.width, promptScale)
    let detailColumns = Self.columns(size.width, detailScale)
    details = Self.details(provenance, size, columns: detailColumns)
    let free = size.height * 2 / 5 - (details.count + 2) * BitmapFont.lineHeight * detailScale
    let most = min(max(free / (BitmapFont.lineHeight * promptScale), 1), 4)
    prompt = Self.wrap(BitmapFont.plain(provenance.prompt)[...], columns: columns, lines: most)
  }

  /// The panel's height in pixels.
  var height: Int {
    let lines = prompt.count * promptScale + details.count * detailScale
    return min(size.height, lines * BitmapFont.lineHeight + 2 * margin)
  }

  /// The gap around the text in pixels.
  var margin: Int { 4 * promptScale }

  /// Draws the panel's lines with their upper edge at `top`, without a background.
  func drawText(on canvas: Canvas, top: Int) {
    var y = top + margin + promptScale
    for line in prompt {
      canvas.text(line, x: margin, y: y, scale: promptScale, RGB(0xFBF8F0))
      y += BitmapFont.lineHeight * promptScale
    }
    for line in details {
      canvas.text(line, x: margin, y: y, scale: detailScale, RGB(0xAEB6C4))
      y += BitmapFont.lineHeight * detailScale
    }
  }

  private static func columns(_ width: Int, _ scale: Int) -> Int {
    max(1, (width / scale - 8) / BitmapFont.advance)
  }

  /// Model, seed and size on one line, or on as many as they need.
  private static func details(_ provenance: Provenance, _ size: PixelSize, columns: Int) -> [ArraySlice<UInt8>] {
    let model = BitmapFont.plain(provenance.model)
    let rest = BitmapFont.plain("seed \(provenance.seed)   \(size)")
    if model.count + 3 + rest.count <= columns { return [(model + [0x20, 0x20, 0x20] + rest)[...]] }
    return wrap(model[...], columns: columns, lines: 1) + wrap(rest[...], columns: columns, lines: 2)
  }

  /// Breaks text at spaces, words that are too long within; what does not fit
  /// into `lines` lines is left off and three dots say so.
  static func wrap(_ text: ArraySlice<UInt8>, columns: Int, lines: Int) -> [ArraySlice<UInt8>] {
    var (rest, wrapped) = (text.drop { $0 == 0x20 }, [ArraySlice<UInt8>]())
    while !rest.isEmpty, wrapped.count < lines {
      let line = firstLine(of: rest, columns: columns)
      rest = rest.dropFirst(line.count).drop { $0 == 0x20 }
      wrapped.append(line)
    }
    guard !rest.isEmpty, let last = wrapped.popLast() else { return wrapped }
    let kept = last.prefix(max(0, min(last.count, columns - 3)))
    return wrapped + [(Array(kept) + Array("...".utf8).prefix(columns))[...]]
  }

  private static func firstLine(of text: ArraySlice<UInt8>, columns: Int) -> ArraySlice<UInt8> {
    let head = text.prefix(columns)
    guard head.count < text.count, text[head.endIndex] != 0x20, let space = head.lastIndex(of: 0x20) else {
      return head
    }
    return text[head.startIndex..<space]
  }
}

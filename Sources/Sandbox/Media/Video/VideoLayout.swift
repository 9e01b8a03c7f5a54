import MediaFiles

/// Where the parts of a video lie in its coded picture.
///
/// The coded picture is larger than what is shown. To the right there is more
/// of the scene, into which the view moves. Below wait the digits of the time
/// code and two pieces of the progress bar, which later pictures fetch from
/// there by motion vectors, so that they cost next to nothing.
struct VideoLayout {
  /// What is shown, both sides even.
  let visible: PixelSize
  let caption: Caption
  /// Side of a digit in macroblocks.
  let cell: Int
  /// Pixels by which the view moves over the whole video.
  let travel: Int
  /// Size of the coded picture in macroblocks.
  let columns: Int
  let rows: Int

  /// First row of macroblocks below what is shown, where the digits wait.
  let hiddenTop: Int
  /// Row of macroblocks where the pieces of the bar wait.
  let barTop: Int

  static let longestSide = 4096
  static let shortestSide = 32

  init(_ provenance: Provenance, size: PixelSize) {
    visible = Self.allowed(size)
    caption = Caption(provenance, size: visible)
    cell = max(1, (visible.height + 270) / 540)
    let most = min(visible.width / 16, 256)
    travel = max(0, min(most, max(Self.longestSide - visible.width, 0)))
    columns = (visible.width + travel + 15) / 16
    let perRow = max(columns / cell, 1)
    let digitRows = (10 + perRow - 1) / perRow
    hiddenTop = (visible.height + 15) / 16
    barTop = hiddenTop + digitRows * cell
    rows = barTop + cell
  }

  /// Even sides from 32 to 4096 pixels and at most 2304 lines of the longest.
  private static func allowed(_ size: PixelSize) -> PixelSize {
    func even(_ side: Int, _ most: Int) -> Int { min(max(side, shortestSide), most) & ~1 }
    let width = even(size.width, longestSide)
    return PixelSize(width: width, height: even(size.height, min(longestSide, 9_437_184 / width)))
  }

  /// Column of the bar's filled piece; the empty one is beside it.
  var barColumn: Int { max(columns / 2 - 1, 0) }

  /// First row of macroblocks of the strip with time code and bar.
  var stripTop: Int { max(visible.height / 16 - cell, 0) }
  /// First row of macroblocks that stand still: caption and strip.
  var panelTop: Int { max(min(stripTop, (stripTop * 16 - caption.height) / 16), 0) }

  /// Where the digit waits, in macroblocks.
  func place(ofDigit digit: Int) -> (column: Int, row: Int) {
    let perRow = max(columns / cell, 1)
    return (digit % perRow * cell, hiddenTop + digit / perRow * cell)
  }

  /// Places of the time code's characters: 8 for minutes, seconds and frames,
  /// 5 without frames, or none if the video is too narrow.
  var clockLength: Int {
    let cells = visible.width / 16 / cell
    return cells >= 12 ? 8 : (cells >= 8 ? 5 : 0)
  }

  /// Columns of macroblocks that the progress bar takes.
  var bar: Range<Int> {
    let start = clockLength * cell + (clockLength > 0 ? 1 : 0)
    return start..<max(start, visible.width / 16)
  }
}

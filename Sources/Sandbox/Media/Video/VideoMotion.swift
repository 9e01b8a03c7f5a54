/// What moves in each picture of a video.
struct VideoMotion {
  let layout: VideoLayout
  let frameCount: Int
  let rate: Int
  /// Whether the view goes out and back instead of out only.
  let returns: Bool

  /// The motion of all rows in picture `frame`, counted from 0.
  func rows(frame: Int) -> [MotionRow] {
    let pan = MotionRow.uniform(MotionVector(x: travel(frame), y: 0))
    let still = MotionRow.uniform(.zero)
    return (0..<layout.rows).map { row in
      if row < layout.panelTop { return pan }
      let line = row - layout.stripTop
      return (0..<layout.cell).contains(line) ? .mixed(strip(frame, line: line)) : still
    }
  }

  /// Quarters of a pixel from the start.
  private func travel(_ frame: Int) -> Int {
    let share = Double(frame) / Double(max(frameCount - 1, 1))
    let way = returns ? 1 - abs(2 * share - 1) : share
    return Int(Double(layout.travel * 4) * way)
  }

  private func strip(_ frame: Int, line: Int) -> [MotionVector] {
    var vectors = [MotionVector](repeating: .zero, count: layout.columns)
    for (position, digit) in digits(frame) {
      let place = layout.place(ofDigit: digit)
      for part in 0..<layout.cell {
        let column = position * layout.cell + part
        vectors[column] = Self.vector(
          from: (column, layout.stripTop + line), toX: (place.column + part) * 16, row: place.row + line)
      }
    }
    for column in layout.bar { vectors[column] = barVector(frame, column, line) }
    return vectors
  }

  /// The digits other than 0 with their places in the time code.
  private func digits(_ frame: Int) -> [(position: Int, digit: Int)] {
    let seconds = frame / rate
    let parts = [seconds / 60 % 100, seconds % 60, frame % rate % 100]
    let all = parts.enumerated().flatMap { [($0 * 3, $1 / 10), ($0 * 3 + 1, $1 % 10)] }
    return all.filter { $0.0 < layout.clockLength && $0.1 != 0 }
  }

  /// A piece of the bar is taken from where filled and empty meet, so that as
  /// much of it is filled as the time asks for, to two pixels.
  private func barVector(_ frame: Int, _ column: Int, _ line: Int) -> MotionVector {
    let end = layout.bar.count * 16 * frame / max(frameCount - 1, 1)
    let filled = min(max(end - (column - layout.bar.lowerBound) * 16, 0), 16) & ~1
    guard filled > 0 else { return .zero }
    return Self.vector(
      from: (column, layout.stripTop + line), toX: layout.barColumn * 16 + 16 - filled, row: layout.barTop + line)
  }

  private static func vector(from: (column: Int, row: Int), toX x: Int, row: Int) -> MotionVector {
    MotionVector(x: (x - from.column * 16) * 4, y: (row - from.row) * 64)
  }
}

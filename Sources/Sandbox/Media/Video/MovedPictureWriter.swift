/// Writes a picture that consists of moved parts of the opening picture, and
/// to which no later picture refers.
struct MovedPictureWriter {
  let columns: Int
  /// The motion of every row of macroblocks from the top.
  let rows: [MotionRow]
  private var bits = BitWriter()
  private var skipped = 0

  init(columns: Int, rows: [MotionRow]) {
    self.columns = columns
    self.rows = rows
  }

  /// The NAL unit, without start code, of the picture `number` of the stream, counted from 0.
  consuming func write(number: Int) -> [UInt8] {
    bits.write(0x01, bits: 8)
    // first macroblock, slice type P, parameter set; frame number; order count
    for value in [0, 5, 0] { bits.writeUnsigned(value) }
    bits.write(1, bits: 4)
    bits.write(number * 2, bits: 16)
    bits.write(0, bits: 2)
    bits.writeSigned(0)
    bits.writeUnsigned(1)
    for row in rows.indices { writeRow(row) }
    if skipped > 0 { bits.writeUnsigned(skipped) }
    return H264Stream.finish(&bits)
  }

  private mutating func writeRow(_ row: Int) {
    guard row > 0, case .uniform(let vector) = rows[row], rows[row] == rows[row - 1] else {
      for column in 0..<columns { writeMacroblock(column, row) }
      return
    }
    // A row that moves as the one above: only its first macroblock, which has
    // no left neighbour, must say so, and that only if it moves at all.
    if vector != .zero { code(.zero) }
    skipped += vector == .zero ? columns : columns - 1
  }

  private mutating func writeMacroblock(_ column: Int, _ row: Int) {
    let (vector, guess) = (rows[row].vector(at: column), prediction(column, row))
    if vector == skipVector(column, row, guess) {
      skipped += 1
    } else {
      code(MotionVector(x: vector.x - guess.x, y: vector.y - guess.y))
    }
  }

  /// A macroblock of type P_L0_16x16 with this difference to the guess, no residual.
  private mutating func code(_ difference: MotionVector) {
    bits.writeUnsigned(skipped)
    skipped = 0
    bits.writeUnsigned(0)
    bits.writeSigned(difference.x)
    bits.writeSigned(difference.y)
    bits.writeUnsigned(0)
  }

  /// The vector that a decoder gives to a skipped macroblock (8.4.1.1).
  private func skipVector(_ column: Int, _ row: Int, _ guess: MotionVector) -> MotionVector {
    guard let left = vector(column - 1, row), let above = vector(column, row - 1) else { return .zero }
    return left == .zero || above == .zero ? .zero : guess
  }

  /// The vector that a decoder expects from the neighbours (8.4.1.3).
  private func prediction(_ column: Int, _ row: Int) -> MotionVector {
    let left = vector(column - 1, row)
    let above = vector(column, row - 1)
    let corner = vector(column + 1, row - 1) ?? vector(column - 1, row - 1)
    let known = [left, above, corner].compactMap { $0 }
    return known.count == 1 ? known[0] : .median(left ?? .zero, above ?? .zero, corner ?? .zero)
  }

  private func vector(_ column: Int, _ row: Int) -> MotionVector? {
    (0..<columns).contains(column) && row >= 0 ? rows[row].vector(at: column) : nil
  }
}

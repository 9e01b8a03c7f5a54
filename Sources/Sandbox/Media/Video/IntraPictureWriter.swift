/// Writes the picture that opens a stream (an IDR picture).
///
/// A macroblock that continues its left or upper neighbour within `tolerance`
/// costs a few bits, every other one is stored as it is (I_PCM). Drawn
/// pictures are mostly the former; nothing is ever transformed or quantised.
struct IntraPictureWriter {
  /// The picture, changed to what a decoder will see.
  private var picture: PlanarPicture
  private let columns: Int
  /// By how much a predicted sample may differ, of 255.
  private let tolerance: Int
  private var bits = BitWriter()
  /// Which macroblocks of the row above, and then of this row, are stored.
  private var stored: [Bool]

  /// Prepares to write a picture whose sides are multiples of 16.
  init(_ picture: PlanarPicture, tolerance: Int) {
    self.picture = picture
    self.tolerance = tolerance
    columns = picture.width / 16
    stored = [Bool](repeating: false, count: columns)
  }

  /// The NAL unit, without start code.
  consuming func write() -> [UInt8] {
    bits.write(0x65, bits: 8)
    // first macroblock, slice type I, parameter set; frame number; IDR id; order count
    for value in [0, 7, 0] { bits.writeUnsigned(value) }
    bits.write(0, bits: 4)
    bits.writeUnsigned(0)
    bits.write(0, bits: 16)
    bits.write(0, bits: 2)
    bits.writeSigned(0)
    bits.writeUnsigned(1)
    for row in 0..<picture.height / 16 {
      for column in 0..<columns { writeMacroblock(column, row) }
    }
    return H264Stream.finish(&bits)
  }

  private mutating func writeMacroblock(_ column: Int, _ row: Int) {
    let luma = direction(\.luma, column, row, side: 16)
    let color = luma == nil ? nil : commonDirection(column, row)
    guard let luma, let color else {
      store(column, row)
      stored[column] = true
      return
    }
    bits.writeUnsigned(1 + luma.lumaMode)
    bits.writeUnsigned(color.chromaMode)
    bits.writeSigned(0)
    writeEmptyBlock(column, row)
    extend(\.luma, luma, column, row, side: 16)
    extend(\.blue, color, column, row, side: 8)
    extend(\.red, color, column, row, side: 8)
    stored[column] = false
  }

  /// The code of a block without coefficients depends on how many the blocks
  /// beside and above have: 16 where they are stored, else none (9.2.1).
  private mutating func writeEmptyBlock(_ column: Int, _ row: Int) {
    let left = column > 0 ? (stored[column - 1] ? 16 : 0) : nil
    let above = row > 0 ? (stored[column] ? 16 : 0) : nil
    let context: Int
    if let left, let above { context = (left + above + 1) / 2 } else { context = left ?? above ?? 0 }
    // no neighbour or none stored: 0; one of two: 8; all: 16
    if context < 8 { bits.write(1, bits: 1) } else { bits.write(0b000011, bits: 6) }
  }

  private mutating func store(_ column: Int, _ row: Int) {
    bits.writeUnsigned(25)
    bits.align()
    store(\.luma, column, row, side: 16)
    store(\.blue, column, row, side: 8)
    store(\.red, column, row, side: 8)
  }

  private mutating func store(_ plane: KeyPath<PlanarPicture, [UInt8]>, _ column: Int, _ row: Int, side: Int) {
    let width = columns * side
    picture[keyPath: plane].withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for line in 0..<side { bits.append(base + ((row * side + line) * width + column * side), count: side) }
    }
  }
}

extension IntraPictureWriter {
  /// From where a macroblock is continued.
  private enum Direction {
    case fromAbove, fromLeft

    var lumaMode: Int { self == .fromAbove ? 0 : 1 }
    var chromaMode: Int { self == .fromAbove ? 2 : 1 }
  }

  private func commonDirection(_ column: Int, _ row: Int) -> Direction? {
    [Direction.fromLeft, .fromAbove].first {
      continues(\.blue, $0, column, row, side: 8) && continues(\.red, $0, column, row, side: 8)
    }
  }

  private func direction(
    _ plane: KeyPath<PlanarPicture, [UInt8]>, _ column: Int, _ row: Int, side: Int
  ) -> Direction? {
    [Direction.fromLeft, .fromAbove].first { continues(plane, $0, column, row, side: side) }
  }

  /// Whether every sample is near enough to the one that it would be taken from.
  private func continues(
    _ plane: KeyPath<PlanarPicture, [UInt8]>, _ direction: Direction, _ column: Int, _ row: Int, side: Int
  ) -> Bool {
    guard direction == .fromLeft ? column > 0 : row > 0 else { return false }
    let width = columns * side
    return picture[keyPath: plane].withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return false }
      let block = base + (row * side * width + column * side)
      return direction == .fromLeft
        ? Self.isNear(block, block - 1, lines: side, samples: side, lineStep: width, step: 1, tolerance)
        : Self.isNear(block, block - width, lines: side, samples: side, lineStep: 1, step: width, tolerance)
    }
  }

  /// Walks over lines of samples, each of which would repeat one sample of `origin`.
  private static func isNear(
    _ block: UnsafePointer<UInt8>, _ origin: UnsafePointer<UInt8>, lines: Int, samples: Int, lineStep: Int, step: Int,
    _ tolerance: Int
  ) -> Bool {
    var line = 0
    while line < lines {
      let expected = Int(origin[line &* lineStep])
      var (sample, place) = (0, line &* lineStep)
      while sample < samples {
        let difference = Int(block[place]) &- expected
        if difference > tolerance || difference < 0 &- tolerance { return false }
        (sample, place) = (sample &+ 1, place &+ step)
      }
      line &+= 1
    }
    return true
  }

  /// Puts into the picture what the decoder will make of a continued macroblock.
  private mutating func extend(
    _ plane: WritableKeyPath<PlanarPicture, [UInt8]>, _ direction: Direction, _ column: Int, _ row: Int, side: Int
  ) {
    let width = columns * side
    picture[keyPath: plane].withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for line in 0..<side {
        let target = base + ((row * side + line) * width + column * side)
        if direction == .fromAbove { target.update(from: target - width, count: side) }
        if direction == .fromLeft { Self.set(target, side, target[-1]) }
      }
    }
  }

  private static func set(_ target: UnsafeMutablePointer<UInt8>, _ count: Int, _ value: UInt8) {
    var index = 0
    while index < count {
      target[index] = value
      index &+= 1
    }
  }
}

import MediaFiles

/// Where pictures are drawn: pixels in memory that someone else keeps alive.
///
/// The loops use plain pointers and `while`, because they must be quick in a
/// debug build too, where `for` and buffer subscripts cost ten times as much.
/// Everything outside of the canvas is clipped.
struct Canvas {
  let size: PixelSize
  let pixels: UnsafeMutablePointer<UInt32>

  var width: Int { size.width }
  var height: Int { size.height }

  /// Sets a rectangle to one colour.
  func fill(x: Int, y: Int, width: Int, height: Int, _ color: RGB) {
    let (left, right) = (max(x, 0), min(x + width, self.width))
    let (pixel, bottom) = (color.pixel, min(y + height, self.height))
    var row = max(y, 0)
    while row < bottom {
      fillRun(pixels + (row &* self.width &+ left), right - left, pixel)
      row &+= 1
    }
  }

  /// Sets `count` pixels; doubling copies are as fast in a debug build as in a release.
  private func fillRun(_ start: UnsafeMutablePointer<UInt32>, _ count: Int, _ pixel: UInt32) {
    guard count > 0 else { return }
    start[0] = pixel
    var done = 1
    while done < count {
      let more = min(done, count &- done)
      (start + done).update(from: start, count: more)
      done &+= more
    }
  }

  /// Mixes a colour into one pixel; `alpha` from 0 to 256.
  func blend(x: Int, y: Int, _ pixel: UInt32, alpha: Int) {
    guard x >= 0, x < width, y >= 0, y < height else { return }
    Self.blend(pixels + (y &* width &+ x), pixel, UInt32(truncatingIfNeeded: alpha))
  }

  /// Two channels are mixed in one multiplication, with room between them.
  @inline(__always)
  static func blend(_ target: UnsafeMutablePointer<UInt32>, _ pixel: UInt32, _ alpha: UInt32) {
    let (old, rest) = (target.pointee, 256 &- alpha)
    let even = ((pixel & 0xFF00FF) &* alpha &+ (old & 0xFF00FF) &* rest) >> 8 & 0xFF00FF
    let odd = ((pixel >> 8 & 0xFF00FF) &* alpha &+ (old >> 8 & 0xFF00FF) &* rest) & 0xFF00_FF00
    target.pointee = even | odd
  }

  /// Mixes a colour into one row from `left` to `right`, both ends softened
  /// by the share of the pixel that is covered; `alpha` from 0 to 1.
  func span(y: Int, from left: Double, to right: Double, _ color: RGB, alpha: Double = 1) {
    let (left, right) = (max(left, 0), min(right, Double(width)))
    guard y >= 0, y < height, left < right else { return }
    let (first, last) = (Int(left), Int(right))
    let strength = alpha * 256
    guard first < last else { return blend(x: first, y: y, color.pixel, alpha: Int(strength * (right - left))) }
    blend(x: first, y: y, color.pixel, alpha: Int(strength * (Double(first + 1) - left)))
    blend(x: last, y: y, color.pixel, alpha: Int(strength * (right - Double(last))))
    run(y: y, first + 1, last, color.pixel, Int(strength))
  }

  private func run(y: Int, _ first: Int, _ end: Int, _ pixel: UInt32, _ alpha: Int) {
    var target = pixels + (y &* width &+ first)
    guard alpha < 256 else { return fillRun(target, end - first, pixel) }
    let end = pixels + (y &* width &+ end)
    while target < end {
      Self.blend(target, pixel, UInt32(truncatingIfNeeded: alpha))
      target += 1
    }
  }
}

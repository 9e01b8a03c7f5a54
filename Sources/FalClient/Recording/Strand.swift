/// Which of the things that run side by side is at work. Within a strand one
/// thing follows the other, so that of two calls that are alike, each finds
/// its own answer in a recording.
package enum Strand {
  /// The path to it: empty at the top, then a name for each fork.
  @TaskLocal package static var current = ""

  /// The name of a strand that begins in the current one.
  /// - Parameter name: no other that runs beside it has the same.
  package static func fork(_ name: String) -> String { "\(current)/\(name)" }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The settings that a terminal had when we came, and the ones it has while
/// jobs run.
final class TerminalModes: Sendable {
  private let descriptor: Int32
  private let original: termios?

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    original = Self.current(descriptor)
  }

  /// Whether the terminal gives out whole lines: it is not ours at present.
  var areLineByLine: Bool {
    Self.current(descriptor).map { $0.c_lflag & tcflag_t(ICANON) != 0 } ?? false
  }

  func restore() {
    original.map(set)
  }

  /// As they were found, for other programs, until the value returned is
  /// handed to `goBack`.
  func useOriginal() -> termios? {
    defer { restore() }
    return Self.current(descriptor)
  }

  /// Keys are kept for the next prompt instead of showing up in the output;
  /// Ctrl-C and Ctrl-Z are signals.
  func useQuiet() -> termios? {
    var modes = original
    modes?.c_lflag &= ~tcflag_t(ECHO | ICANON)
    modes?.c_lflag |= tcflag_t(ISIG)
    defer { modes.map(set) }
    return Self.current(descriptor)
  }

  /// The terminal set for reading while `body` runs; Ctrl-C stays a signal.
  func whileReading<Result>(echoes: Bool, byLine: Bool, _ body: () -> Result) -> Result {
    let before = Self.current(descriptor)
    var modes = before
    modes?.c_lflag &= ~tcflag_t(ECHO | ICANON)
    modes?.c_lflag |= tcflag_t(ISIG) | (echoes ? tcflag_t(ECHO) : 0) | (byLine ? tcflag_t(ICANON) : 0)
    modes?.c_iflag |= tcflag_t(ICRNL)
    modes.map(set)
    defer { before.map(set) }
    return body()
  }

  func goBack(to modes: termios?) {
    modes.map(set)
  }

  private static func current(_ descriptor: Int32) -> termios? {
    var modes = termios()
    return tcgetattr(descriptor, &modes) == 0 ? modes : nil
  }

  private func set(_ modes: termios) {
    // In the background this would stop the process instead.
    let foreground = tcgetpgrp(descriptor)
    guard foreground < 0 || foreground == getpgrp() else { return }
    var modes = modes
    tcsetattr(descriptor, TCSADRAIN, &modes)
  }
}

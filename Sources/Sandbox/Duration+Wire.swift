import FalProtocol

extension Duration {
  /// The length in seconds.
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) / 1e18
  }

  /// A time since 1970 as a log line is stamped: with microseconds and, as
  /// the platform does, no zone.
  var logStamp: String { String(Timestamp(seconds: inSeconds).description.prefix { $0 != "+" }) }
}

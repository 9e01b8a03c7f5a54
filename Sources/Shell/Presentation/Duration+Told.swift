extension Duration {
  /// So many seconds, as a server, a file or a clock on the wall tells them:
  /// whatever the number, it becomes one from 0 to about thirty years.
  init(told seconds: Double) { self = .seconds(seconds > 0 ? min(seconds, 1e9) : 0) }
}

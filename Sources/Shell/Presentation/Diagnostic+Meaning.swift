import Diagnostics

extension Diagnostic {
  /// Asks whether something near was meant in place of a word that nobody
  /// knows. Where that is as good as sure, the line with it is proposed.
  /// - Parameters:
  ///   - near: nil: nothing is near.
  ///   - mark: what stands before a word of its kind.
  ///   - help: what to say where nothing is near.
  func meaning(_ near: String?, for word: String, mark: String = "", otherwise help: String? = nil) -> Diagnostic {
    var diagnostic = self
    diagnostic.help = near.map { "did you mean '\(mark)\($0)'?" } ?? help
    diagnostic.replacement = near.flatMap { word.isSlip(of: $0) ? $0 : nil }
    return diagnostic
  }
}

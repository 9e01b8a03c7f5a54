import Diagnostics

extension Diagnostic {
  /// Asks whether something near was meant in place of a word that nobody
  /// knows. Where that is as good as sure, the line with it is proposed.
  /// - Parameters:
  ///   - near: nil: nothing is near.
  ///   - known: what could have been meant.
  ///   - mark: what stands before a word of its kind.
  ///   - help: what to say where nothing is near.
  func meaning(
    _ near: String?, for word: String, among known: some Sequence<String>, mark: String = "",
    otherwise help: String? = nil
  ) -> Diagnostic {
    var diagnostic = self
    diagnostic.help = near.map { "did you mean '\(mark)\($0)'?" } ?? help
    guard let near, word.isSlip(of: near), known.count(where: word.isSlip) == 1 else { return diagnostic }
    let isPlain = near.utf8.allSatisfy { $0 != 0x20 && $0 < 0x80 && !"\"'`$%@#&|;(){}[]<>=*!\\".utf8.contains($0) }
    diagnostic.replacement = isPlain ? near : "\"\(near)\""
    return diagnostic
  }
}

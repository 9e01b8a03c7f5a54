/// What a file was made from; it is written into the file as a comment, so
/// that a later request can tell what an earlier one made.
package struct Provenance: Hashable, Sendable {
  /// The prompt, or the words that are spoken.
  package let prompt: String
  /// The model's endpoint, like `sandbox/image`.
  package let model: String
  package let seed: Int

  package init(prompt: String, model: String, seed: Int) {
    self.prompt = prompt
    self.model = model
    self.seed = seed
  }
}

extension Provenance {
  private static let heading = "falsh sandbox"

  /// The comment that goes into a file: a heading, model and seed, then the
  /// prompt as it is.
  package var comment: String {
    let model = String(model.map { $0.isNewline ? " " : $0 })
    return "\(Self.heading)\nmodel \(model)\nseed \(seed)\n\n\(prompt)"
  }

  /// Reads back a `comment`; nil for a comment that the sandbox did not write.
  package init?(comment: String) {
    let lines = comment.split(separator: "\n", maxSplits: 4, omittingEmptySubsequences: false)
    guard lines.count == 5, lines[0] == Self.heading, lines[3].isEmpty else { return nil }
    guard lines[1].hasPrefix("model "), lines[2].hasPrefix("seed "), let seed = Int(lines[2].dropFirst(5)) else {
      return nil
    }
    self.init(prompt: String(lines[4]), model: String(lines[1].dropFirst(6)), seed: seed)
  }

  /// The stream of numbers that decides everything about the file.
  /// `room` keeps what is decided for one part apart from another's.
  func generator(for room: String) -> SeededGenerator {
    SeededGenerator([room, prompt, model], seed: seed)
  }
}

import Testing

/// Something that holds for every Swift file, with snippets that show it can
/// be broken.
struct Rule: Sendable, CustomTestStringConvertible {
  /// A file as it might be.
  struct Snippet: Sendable {
    let path: String
    let text: String

    init(_ text: String, in path: String = "Sources/Shell/Session.swift") {
      self.path = path
      self.text = text
    }

    var file: SwiftFile { SwiftFile(path: path, text: text) }
  }

  let name: String
  /// Each breaks the rule once.
  let broken: [Snippet]
  /// None breaks it, however near.
  let kept: [Snippet]
  let findings: @Sendable (SwiftFile) -> [Finding]

  var testDescription: String { name }

  static let all: [Rule] = [
    .layering, .foundation, .forbiddenCalls, .noTraps, .noPublic, .fileLength, .functionLength, .functionCount,
    .lineWidth, .boxedFunctions,
  ]
}

import Foundation
import Testing

@testable import TranscriptTesting

@Suite struct `Reading transcripts` {
  @Test func `a case has a title, set-up and steps with their places`() throws {
    let cases = try parse(
      """
      # set: a value outside the schema
      //sandbox image: steps integer 1...50
      //fresh

      > use sandbox/image
      using sandbox/image
      > fal-ai/z-image/turbo
      . "a fox"
      [..].png

      done
      """)
    let only = try #require(cases.first)
    #expect(cases.count == 1)
    #expect(only.title == "set: a value outside the schema")
    #expect(only.directives.map(\.name) == ["sandbox", "fresh"])
    #expect(only.arguments(of: "sandbox") == ["image: steps integer 1...50"])
    #expect(only.steps.map(\.input) == ["use sandbox/image", "fal-ai/z-image/turbo\n\"a fox\""])
    #expect(only.steps.map(\.expected) == [["using sandbox/image"], ["[..].png", "", "done"]])
    #expect(only.steps.map(\.lineNumber) == [5, 7])
    #expect(only.testDescription == "set: a value outside the schema (test.transcript:1)")
  }

  @Test func `one blank line before a title is layout, any other is output`() throws {
    let cases = try parse("# a\n> x\nout\n\n\n# b\n> y\nout\n\n")
    #expect(cases.map { $0.steps.map(\.expected) } == [[["out", ""]], [["out", ""]]])
  }

  @Test func `slashes and dots after the first input are output`() throws {
    let cases = try parse("# a\n> x\n//so\n. so\n")
    #expect(cases.first?.steps.first?.expected == ["//so", ". so"])
  }

  @Test func `an input may be empty, its trailing blank missing`() throws {
    let cases = try parse("# a\n>\n.\n. x\nout\n")
    #expect(cases.first?.steps.first?.input == "\n\nx")
  }

  @Test func `a backslash lets output look like anything`() throws {
    let cases = try parse("# a\n> x\n\\# no title\n\\> no input\n\\\\# one backslash\n\\n as it is\n")
    #expect(cases.first?.steps.first?.expected == ["# no title", "> no input", "\\# one backslash", "\\n as it is"])
  }

  @Test(arguments: ["# so", "> so", ">", ". so", "\\> so", "\\\\# so", "\\so", "", "so # so"])
  func `what is escaped reads back as it was`(_ line: String) throws {
    let escaped = Transcript.Notation.transcript.escaped(line)
    let cases = try parse("# a\n> x\n\(escaped)\n")
    #expect(cases.count == 1)
    #expect(cases.first?.steps.map(\.expected) == [[line]])
  }

  @Test(arguments: [
    ("> x\n", 1, TranscriptError.Fault.outsideOfCase),
    ("\n\ntext\n", 3, .outsideOfCase),
    ("# a\n\nout\n> x\n", 3, .outputBeforeInput),
  ])
  func `a misplaced line is named`(_ text: String, _ line: Int, _ fault: TranscriptError.Fault) {
    #expect(throws: TranscriptError(path: "test.transcript", line: line, fault: fault)) { try parse(text) }
  }

  @Test func `a carriage return is a byte of its line`() throws {
    #expect(try parse("# a\n> x\nout\r\nmore\n").first?.steps.first?.expected == ["out\r", "more"])
  }

  private func parse(_ text: String) throws -> [Transcript.Case] {
    var parser = TranscriptParser(path: "test.transcript", notation: .transcript)
    return try parser.parse(SourceLines.split(text))
  }
}

@Suite struct `Matching lines` {
  @Test(arguments: [
    ("a", "a", true), ("a", "b", false), ("", "", true), ("", "a", false),
    ("[..]", "", true), ("[..]", "anything", true), ("a[..]", "ab", true), ("[..]b", "ab", true),
    ("a[..]c", "abbc", true), ("a[..]c", "ac", true), ("a[..]a", "a", false), ("a[..]c", "ab", false),
    ("[..]a[..]b[..]", "xaxbx", true), ("[..]b[..]a[..]", "xaxbx", false), ("a[..]b[..]b", "ab", false),
    ("[..][..]", "x", true), ("a[..]", "xa", false),
    ("e\u{301}", "\u{E9}", false),
  ])
  func `any text stands where it is said`(_ expected: String, _ actual: String, _ fits: Bool) {
    #expect(LineMatching.matches(expected: expected, actual: actual) == fits)
  }

  @Test(.timeLimit(.minutes(5))) func `many wildcards do not multiply`() {
    let expected = String(repeating: "a[..]", count: 2_000) + "b"
    #expect(!LineMatching.matches(expected: expected, actual: String(repeating: "a", count: 20_000)))
  }
}

@Suite struct `Running transcripts` {
  @Test func `a conversation as expected passes`() async throws {
    try await withTranscript("# a\n> one\nONE\n> two\n[..]WO\n") { conversation in
      let outcome = await conversation.run(recorder: .off) { $0.uppercased() + "\n" }
      #expect(outcome.isSuccess)
    }
  }

  @Test func `a missing newline at the end does not count`() async throws {
    try await withTranscript("# a\n> one\nONE\n") { conversation in
      #expect(await conversation.run(recorder: .off) { $0.uppercased() }.isSuccess)
      #expect(await !conversation.run(recorder: .off) { $0.uppercased() + "\n\n" }.isSuccess)
    }
  }

  @Test func `what is different is shown as a diff at its place`() async throws {
    try await withTranscript("# a title\n> x\none\ntwo\nthree\n") { conversation in
      let outcome = await conversation.run(recorder: .off) { _ in "one\n\u{1B}[1mtwo \nthree\n" }
      let message = try #require(outcome.message)
      #expect(message.hasPrefix("\(conversation.path):2: a title: shows something else"))
      #expect(
        message.hasSuffix(
          """

          --- expected
          +++ actual
          @@ line 2 @@
            > x
            one
          - two
          + \\u{1B}[1mtwo·
            three
          """))
    }
  }

  @Test func `far apart changes are shown each with three lines around`() async throws {
    let lines = (1...30).map(String.init)
    try await withTranscript("# a\n> x\n" + lines.joined(separator: "\n") + "\n") { conversation in
      let actual = lines.map { $0 == "10" || $0 == "25" ? "changed" : $0 }.joined(separator: "\n")
      let message = await conversation.run(recorder: .off) { _ in actual }.message ?? ""
      #expect(message.split(separator: "\n").filter { $0.hasPrefix("@@") } == ["@@ line 9 @@", "@@ line 24 @@"])
      #expect(!message.contains("\n  17"))
    }
  }

  @Test func `a thrown error fails the case at its input`() async throws {
    struct Trouble: Error {}
    try await withTranscript("# a\n> one\n> two\n") { conversation in
      let outcome = await conversation.run(recorder: .off) { input in
        if input == "two" { throw Trouble() }
        return ""
      }
      #expect(outcome.message == "\(conversation.path):3: a: the input of line 3 threw Trouble()")
    }
  }

  @Test func `a failed case is an issue of its test`() async throws {
    try await withTranscript("# a\n> one\n") { conversation in
      let outcome = await conversation.run(recorder: .off) { $0 }
      withKnownIssue { outcome.expectSuccess() }
    }
  }
}

@Suite struct `Recording transcripts` {
  @Test func `the file is rewritten and the case fails`() async throws {
    let text = "# a\n> one\nold\n[..] ms\nold\n\n# b\n> two\n> three\n3\n"
    try await withTranscripts(text) { cases in
      let recorder = TranscriptRecorder(isRecording: true)
      for conversation in cases.reversed() {
        let outcome = await conversation.run(recorder: recorder) { input in
          input == "one" ? "new\n12 ms\n# not a title\n" : input + "!\n"
        }
        #expect(outcome.message?.contains("recorded\n") == true)
      }
      let written = try String(contentsOfFile: cases[0].path, encoding: .utf8)
      #expect(
        written
          == "# a\n> one\nnew\n[..] ms\n\\# not a title\n\n# b\n> two\ntwo!\n> three\nthree!\n")
    }
  }

  @Test func `what was recorded passes when it is read again`() async throws {
    try await withTranscripts("# a\n> one\n\n# b\n> two\n") { cases in
      let recorder = TranscriptRecorder(isRecording: true)
      let perform = { (input: String) in "\n> \(input)\n\n" }
      for conversation in cases { _ = await conversation.run(recorder: recorder) { perform($0) } }
      for conversation in try Transcript.load(cases[0].path).cases {
        let outcome = await conversation.run(recorder: .off) { perform($0) }
        #expect(outcome.isSuccess, "\(outcome.message ?? "")")
      }
    }
  }

  @Test func `a file that shows what is shown stays untouched`() async throws {
    try await withTranscripts("# a\n> one\n[..]\n") { cases in
      let outcome = await cases[0].run(recorder: TranscriptRecorder(isRecording: true)) { $0 }
      #expect(outcome.isSuccess)
      let written = try String(contentsOfFile: cases[0].path, encoding: .utf8)
      #expect(written == "# a\n> one\n[..]\n")
    }
  }
}

@Suite struct `Finding transcripts` {
  @Test func `a directory gives the cases of all its files, in order of name`() throws {
    try withTemporaryDirectory { directory in
      try FileManager.default.createDirectory(atPath: directory + "/more", withIntermediateDirectories: false)
      try SourceLines.write(["# second", "> x"], to: directory + "/b.transcript")
      try SourceLines.write(["# first", "> x"], to: directory + "/a.transcript")
      try SourceLines.write(["# third", "> x"], to: directory + "/more/c.transcript")
      try SourceLines.write(["# not this"], to: directory + "/d.txt")
      #expect(try Transcript.cases(in: directory).map(\.title) == ["first", "second", "third"])
      #expect(
        try Transcript.cases(in: "more", relativeTo: directory + "/SomeTests.swift").map(\.title) == ["third"])
    }
  }

  @Test func `finding nothing is an error`() {
    #expect(throws: TranscriptError.self) { try Transcript.cases(in: "no such folder") }
  }
}

@Suite struct `Examples in Markdown` {
  private static let page = """
    # Tool
    ```swift
    > no input
    ```
    ## Run it
    ```console
    $ tool -c 'print 5'
    5
    $ cat <<EOF
    > text
    text
    ```
    ## At the prompt
    ```falsh
    > print 5
    5
    ```
    ```falsh
    no input
    ```
    """

  @Test func `console and falsh blocks are cases under their headings`() throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/README.md"
      try SourceLines.write(SourceLines.split(Self.page), to: path)
      let cases = try Transcript.examples(inMarkdown: path)
      #expect(cases.map(\.title) == ["Run it", "At the prompt"])
      #expect(cases.map(\.notation) == [.console, .falsh])
      #expect(cases[0].steps.map(\.input) == ["tool -c 'print 5'", "cat <<EOF\ntext"])
      #expect(cases[0].steps.map(\.expected) == [["5"], ["text"]])
      #expect(cases.flatMap(\.steps).map(\.lineNumber) == [7, 9, 15])
    }
  }

  @Test func `an open block is an error`() throws {
    try withTemporaryDirectory { directory in
      try SourceLines.write(["", "```falsh", "> x"], to: directory + "/README.md")
      #expect(throws: TranscriptError(path: directory + "/README.md", line: 2, fault: .unclosedBlock)) {
        try Transcript.examples(inMarkdown: directory + "/README.md")
      }
    }
  }

  @Test func `a block is recorded in place`() async throws {
    try await withTemporaryDirectory { directory in
      let path = directory + "/README.md"
      try SourceLines.write(["text", "```falsh", "> x", "old", "```", "more"], to: path)
      let only = try #require(Transcript.examples(inMarkdown: path).first)
      _ = await only.run(recorder: TranscriptRecorder(isRecording: true)) { _ in "new\n" }
      #expect(try SourceLines.read(path) == ["text", "```falsh", "> x", "new", "```", "more"])
    }
  }
}

extension TranscriptRecorder {
  fileprivate static let off = TranscriptRecorder(isRecording: false)
}

private func withTranscript(_ text: String, _ body: (Transcript.Case) async throws -> Void) async throws {
  try await withTranscripts(text) { cases in try await body(#require(cases.first)) }
}

private func withTranscripts(_ text: String, _ body: ([Transcript.Case]) async throws -> Void) async throws {
  try await withTemporaryDirectory { directory in
    let path = directory + "/test.transcript"
    try SourceLines.write(SourceLines.split(text), to: path)
    try await body(Transcript.load(path).cases)
  }
}

import RandomTesting
import Testing

@testable import Terminal

@Suite struct KeyDecoderTests {
  private func inputs(_ text: String, isFinal: Bool = false) -> [KeyDecoder.Input] {
    var decoder = KeyDecoder()
    decoder.feed(text.utf8)
    var inputs: [KeyDecoder.Input] = []
    while let input = decoder.next(isFinal: isFinal) { inputs.append(input) }
    return inputs
  }

  @Test func `sequences are keys`() {
    #expect(
      inputs("\u{1B}[A\u{1B}OB\u{1B}[1;5C\u{1B}[3~\u{1B}[H\u{1B}\r") == [
        .key(.up), .key(.down), .key(.wordRight), .key(.delete), .key(.home), .key(.newline),
      ])
    #expect(inputs("\u{1B}[99;9Xa\u{1B}b") == [.character("a"), .character("\u{1B}"), .character("b")])
  }

  @Test func `a paste is one text, whatever is in it`() {
    #expect(
      inputs("a\u{1B}[200~b\r\u{1B}[A\u{1B}[201~c") == [
        .character("a"), .paste("b\r\u{1B}[A"), .character("c"),
      ])
  }

  @Test func `a lone Escape waits for more`() {
    #expect(inputs("\u{1B}") == [])
    #expect(inputs("\u{1B}", isFinal: true) == [.character("\u{1B}")])
    #expect(inputs("\u{1B}[", isFinal: true) == [.character("\u{1B}"), .character("[")])
  }

  @Test func `a character may come in pieces`() {
    var decoder = KeyDecoder()
    decoder.feed(Array("🦊".utf8).prefix(3))
    #expect(decoder.next() == nil)
    decoder.feed(Array("🦊".utf8).suffix(1))
    #expect(decoder.next() == .character("🦊"))
  }

  @Test func `no bytes forge a key of ours`() {
    var decoder = KeyDecoder()
    decoder.feed([0xC2, 0x80, 0xFF, 0xC3, 0x41])
    #expect(decoder.next() == .character("\u{FFFD}"))
    #expect(decoder.next() == .character("\u{FFFD}"))
    #expect(decoder.next() == .character("\u{FFFD}"))
    #expect(decoder.next() == .character("A"))
  }

  @Test func `any bytes are used up`() {
    var generator = SeededGenerator(state: 3)
    let spice: [UInt8] = [0x1B, 0x5B, 0x4F, 0x7E, 0x32, 0x30, 0x31, 0xE3, 0x82, 0xF0, 0x0D]
    for _ in 0..<2000 {
      var decoder = KeyDecoder()
      for _ in 0..<30 { decoder.feed([spice.randomElement(using: &generator) ?? 0]) }
      decoder.feed("\u{1B}[201~".utf8)
      var count = 0
      while let _ = decoder.next(isFinal: true), count < 100 { count += 1 }
      #expect(count < 100 && !decoder.isAmbiguous)
    }
  }
}

@Suite struct EditBufferTests {
  private func buffer(_ text: String) -> EditBuffer {
    let before = text.unicodeScalars.prefix { $0 != "|" }
    return EditBuffer(text.unicodeScalars.filter { $0 != "|" }, cursor: before.count)
  }

  private func moved(_ text: String, _ move: (EditBuffer) -> Int?) -> Int? { move(buffer(text)) }

  @Test func `rows are moved between by column`() {
    #expect(moved("one\nlo|nger\nx", \.above) == 2)
    #expect(moved("one\nlonge|r\nx", \.above) == 3)
    #expect(moved("o|ne", \.above) == nil)
    #expect(moved("one\nlon|ger\nx", \.below) == 12)
    #expect(moved("|one\n\nx", \.below) == 4)
    #expect(moved("one\n|\nx", \.below) == 5)
    #expect(moved("one|", \.below) == nil)
  }

  @Test func `Home and End go to the row's ends, then the text's`() {
    #expect(moved("one\ntw|o\nx", \.home) == 4)
    #expect(moved("one\n|two\nx", \.home) == 0)
    #expect(moved("one\ntw|o\nx", \.end) == 7)
    #expect(moved("one\ntwo|\nx", \.end) == 9)
  }

  @Test func `UTF-8 offsets are found`() {
    let text = buffer("é日🦊|")
    #expect([0, 2, 5, 9].map(text.index(ofUTF8Offset:)) == [0, 1, 2, 3])
    #expect([1, 3, 10, -1].map(text.index(ofUTF8Offset:)) == [nil, nil, nil, nil])
  }
}

@Suite struct InputLayoutTests {
  private func position(_ text: String, columns: Int = 10, prompt: String = "> ") -> [Int] {
    useUTF8Locale()
    let position = InputLayout(columns: columns, prompt: prompt).position(after: text.unicodeScalars)
    return [position.row, position.column]
  }

  @Test func `the cursor is where libedit leaves it`() {
    #expect(position("") == [0, 2])
    #expect(position("1234567") == [0, 9])
    #expect(position("12345678") == [1, 0])
    #expect(position("12345678\n") == [2, 0])
    #expect(position("a\nb") == [1, 1])
    #expect(position("\t") == [0, 8])
    #expect(position("1234567\tx") == [1, 1])
    #expect(position("\u{1}") == [0, 4])
    #expect(position("1234567\u{1}") == [1, 1])
    #expect(position("1234567日") == [1, 2])
    #expect(position("123456日") == [1, 0])
    #expect(position("e\u{301}") == [0, 3])
    #expect(position("x", columns: 4, prompt: "long prompt ") == [3, 1])
    #expect(position("日", columns: 1)[0] > 0)
  }

  @Test func `painting leaves the cursor and the text where they were`() {
    useUTF8Locale()
    let capabilities = Capabilities(isTerminal: true, columns: 10, colors: .ansi, links: false, canMoveCursor: true)
    var generator = SeededGenerator(state: 5)
    let letters: [Unicode.Scalar] = ["a", "b", "日", "\n", " ", "語", "x"]
    for _ in 0..<500 {
      let scalars = (0..<Int.random(in: 0..<40, using: &generator)).compactMap { _ in
        letters.randomElement(using: &generator)
      }
      let cursor = Int.random(in: 0...scalars.count, using: &generator)
      let painter = InputPainter(
        layout: InputLayout(columns: 10, prompt: "> "), buffer: EditBuffer(scalars, cursor: cursor),
        capabilities: capabilities)
      var screen = VirtualScreen(columns: 10, rows: 60)
      // Brings the cursor to the start; what is painted is then all there is.
      let place = painter.layout.position(after: scalars[..<cursor])
      screen.feed("> " + String(repeating: "\n", count: place.row) + "\r")
      screen.feed(place.column > 0 ? "\u{1B}[\(place.column)C" : "")
      let length = EditBuffer(scalars, cursor: 0).text.utf8.count
      screen.feed(painter.painting([(0..<length, .red)]))
      #expect([screen.row, screen.column] == [place.row, place.column])
      let once = screen.text
      screen.feed(painter.painting([]) + painter.listing(["one", "two"]) + painter.clearing)
      #expect([screen.row, screen.column] == [place.row, place.column])
      #expect(screen.text == once || cursor == scalars.count)
    }
  }
}

@Suite struct CompletionTests {
  private func list(_ count: Int, detail: String = "", note: String = "", columns: Int, rows: Int) -> CompletionList {
    let candidates = (0..<count).map { Completion.Candidate(text: "item\($0)", detail: detail) }
    let completion = Completion(replacing: 0..<0, candidates: candidates, note: note)
    return CompletionList(completion: completion, columns: columns, rows: rows)
  }

  @Test func `candidates have a common beginning`() {
    func common(_ texts: [String]) -> String {
      Completion(replacing: 0..<0, candidates: texts.map { .init(text: $0) }).commonPrefix
    }
    #expect(common(["flux/dev", "flux/schnell"]) == "flux/")
    #expect(common(["é1", "é2"]) == "é")
    #expect(common(["a", "b"]) == "")
    #expect(common([]) == "")
  }

  @Test func `candidates without details stand in columns`() {
    #expect(list(5, columns: 14, rows: 9).lines().map(\.plain) == ["item0  item3", "item1  item4", "item2"])
  }

  @Test func `candidates with details stand beside them`() {
    let list = list(2, detail: "a thing", columns: 12, rows: 9)
    #expect(list.lines().map(\.plain) == ["item0  a th…", "item1  a th…"])
  }

  @Test func `one that is marked is no reason for a line each`() {
    var candidates = (0..<5).map { Completion.Candidate(text: "item\($0)") }
    candidates[1].detail = "default"
    let list = CompletionList(
      completion: Completion(replacing: 0..<0, candidates: candidates), columns: 30, rows: 9)
    #expect(list.lines().map(\.plain) == ["item0          item3", "item1 default  item4", "item2"])
  }

  @Test func `a beginning that needs quotes gets them`() {
    let names = ["my fox.png", "my owl.png"]
    let candidates = names.map { Completion.Candidate(text: "\"\($0)\"", display: $0) }
    let completion = Completion(replacing: 0..<0, candidates: candidates)
    #expect(completion.commonPrefix == "\"my ")
    #expect(completion.quotes("m", in: "\"my ") && completion.quotes("my", in: "\"my "))
    #expect(!completion.quotes("M", in: "\"my ") && !completion.quotes("my ", in: "\"my "))
  }

  @Test func `what does not fit is on further pages, the first behind the last`() {
    let list = list(7, columns: 30, rows: 3)
    #expect(list.pageCount == 1)
    let long = self.list(900, columns: 40, rows: 3)
    #expect(long.lines().map(\.plain).last == "1–8 of 900, Tab for more")
    #expect(long.lines(page: long.pageCount - 1).map(\.plain).last == "897–900 of 900, Tab for more")
    #expect(long.lines(page: long.pageCount) == long.lines())
    #expect(long.page(of: 7) == 0 && long.page(of: 8) == 1 && long.page(of: 899) == long.pageCount - 1)
    let shown = (0..<long.pageCount).map { long.lines(page: $0).dropLast().map(\.plain).joined(separator: " ") }
    #expect(shown.joined(separator: " ").split(separator: " ").count == 900)
  }

  @Test func `a note stands above, and alone where there is nothing to list`() {
    #expect(list(0, note: "seed: integer", columns: 20, rows: 5).lines().map(\.plain) == ["seed: integer"])
    let both = list(9, detail: "x", note: "seed: integer", columns: 20, rows: 4)
    #expect(both.lines().map(\.plain) == ["seed: integer", "item0  x", "item1  x", "1–2 of 9, Tab for m…"])
  }
}

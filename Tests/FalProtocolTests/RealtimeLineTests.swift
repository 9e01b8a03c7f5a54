import FalProtocol
import JSON
import Testing

@Suite struct RealtimeLineTests {
  private typealias Event = RealtimeLine.Event
  private typealias Action = RealtimeLine.Action

  private static let pause = Action.listenBriefly(.milliseconds(250))

  /// A line that is open and has answered one input, with its time.
  private static func used() -> RealtimeLine {
    var line = RealtimeLine()
    for event in [Event.input, .token, .opened, .sent, .message(.result(1)), .message(.timing(0.1))] {
      _ = line.next(after: event, at: .zero)
    }
    return line
  }

  private static func actions(
    _ events: [Event], of line: inout RealtimeLine, at now: Duration = .zero
  ) -> [Action] {
    events.map { line.next(after: $0, at: now) }
  }

  @Test func `the first input asks for a token, connects, and is answered with its time`() {
    var line = RealtimeLine()
    let events: [Event] = [
      .input, .token, .opened, .sent, .message(.remark), .message(.result(1)), .message(.timing(0.5)),
    ]
    #expect(
      Self.actions(events, of: &line)
        == [.requestToken, .open, .send, .listen, .listen, Self.pause, .answer(1, seconds: 0.5)])
  }

  @Test func `the next goes over the same connection`() {
    var line = Self.used()
    #expect(
      Self.actions(
        [.input, .nothing, .sent, .message(.result(2)), .message(.timing(0.2))], of: &line, at: .seconds(100))
        == [.look, .send, .listen, Self.pause, .answer(2, seconds: 0.2)])
  }

  @Test func `a model that tells no times is waited for once`() {
    var line = RealtimeLine()
    let first: [Event] = [.input, .token, .opened, .sent, .message(.result(1)), .nothing]
    #expect(Self.actions(first, of: &line).suffix(2) == [Self.pause, .answer(1, seconds: nil)])
    #expect(
      Self.actions([.input, .nothing, .sent, .message(.result(2))], of: &line).last == .answer(2, seconds: nil))
  }

  @Test func `a time may come before its result`() {
    var line = RealtimeLine()
    let events: [Event] = [.input, .token, .opened, .sent, .message(.timing(0.5)), .message(.result(1))]
    #expect(Self.actions(events, of: &line).suffix(2) == [.listen, .answer(1, seconds: 0.5)])
  }

  @Test func `a token is replaced before its life is over, and the connection with it`() {
    var line = Self.used()
    #expect(line.next(after: .input, at: .seconds(107)) == .look)
    line = Self.used()
    #expect(line.next(after: .input, at: .seconds(108)) == .requestToken)
    #expect(Self.actions([.token, .opened], of: &line, at: .seconds(108)) == [.open, .send])
    _ = Self.actions([.sent, .message(.result(2)), .message(.timing(1))], of: &line, at: .seconds(110))
    #expect(line.next(after: .input, at: .seconds(215)) == .look)
  }

  @Test func `closing for want of inputs is no error`() {
    var line = Self.used()
    #expect(Self.actions([.input, .message(.idle), .opened, .sent], of: &line) == [.look, .open, .send, .listen])
    line = Self.used()
    #expect(Self.actions([.input, .closed, .opened], of: &line) == [.look, .open, .send])
  }

  @Test func `an input that came too late for the other end is sent once more`() {
    var line = Self.used()
    #expect(
      Self.actions([.input, .nothing, .sent, .message(.idle), .opened, .sent], of: &line)
        == [.look, .send, .listen, .open, .send, .listen])
    line = Self.used()
    #expect(Self.actions([.input, .nothing, .notSent, .opened], of: &line) == [.look, .send, .open, .send])
  }

  @Test func `an input that may be worked on is never sent again`() {
    var line = Self.used()
    #expect(Self.actions([.input, .nothing, .sent, .closed], of: &line).last == .fail(.lost))
    #expect(Self.actions([.input, .opened], of: &line) == [.open, .send])
  }

  @Test func `an input that crossed no closing is never sent again`() {
    var late = Self.used()
    #expect(Self.actions([.input, .nothing, .sent], of: &late).last == .listen)
    #expect(late.next(after: .message(.idle), at: .seconds(4)) == .fail(.lost))
    // The other end cannot have waited in vain on a connection that is new.
    var fresh = RealtimeLine()
    #expect(
      Self.actions([.input, .token, .opened, .sent, .message(.idle)], of: &fresh).last == .fail(.lost))
    var again = Self.used()
    #expect(
      Self.actions([.input, .nothing, .sent, .message(.idle), .opened, .sent, .message(.idle)], of: &again).last
        == .fail(.lost))
  }

  @Test func `a refused token is replaced, and a fresh one that is refused is the end`() {
    var line = Self.used()
    let once: [Event] = [.input, .nothing, .sent, .message(.unauthorized), .token, .opened, .sent]
    #expect(
      Self.actions(once, of: &line) == [.look, .send, .listen, .requestToken, .open, .send, .listen])
    #expect(
      Self.actions([.message(.unauthorized), .token, .message(.unauthorized)], of: &line)
        == [.requestToken, .open, .fail(.unauthorized)])
  }

  @Test func `connections that close again and again are given up`() {
    var line = Self.used()
    let events: [Event] = [.input, .closed, .opened, .notSent, .opened, .notSent]
    #expect(Self.actions(events, of: &line).last == .fail(.notTaken))
  }

  @Test func `the model's failure is the input's, and the next input connects anew`() {
    var line = Self.used()
    let failure = RealtimeMessage.failure(word: "INTERNAL_ERROR", reason: "x")
    #expect(
      Self.actions([.input, .nothing, .sent, .message(failure)], of: &line).last
        == .fail(.model(word: "INTERNAL_ERROR", reason: "x")))
    #expect(line.next(after: .input, at: .zero) == .open)
  }

  @Test(arguments: [
    RealtimeLine.Event.closed, .nothing, .message(.idle), .message(.unauthorized), .message(.unreadable),
    .message(.failure(word: "x", reason: "")), .message(.result(9)),
  ])
  func `a result that is here is not lost over what comes behind it`(event: RealtimeLine.Event) {
    var line = Self.used()
    #expect(
      Self.actions([.input, .nothing, .sent, .message(.result(2)), event], of: &line).last
        == .answer(2, seconds: nil))
  }

  @Test func `what was said before an input is no answer to it`() {
    var line = Self.used()
    let events: [Event] = [
      .input, .message(.result(8)), .message(.timing(4)), .message(.unreadable), .nothing, .sent, .message(.result(2)),
    ]
    #expect(Self.actions(events, of: &line) == [.look, .look, .look, .look, .send, .listen, Self.pause])
  }

  @Test func `an answer that cannot be read fails its input`() {
    var line = Self.used()
    #expect(
      Self.actions([.input, .nothing, .sent, .message(.unreadable)], of: &line).last == .fail(.unreadable))
  }
}

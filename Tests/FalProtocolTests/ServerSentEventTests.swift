import FalProtocol
import JSON
import RandomTesting
import Synchronization
import Testing

@Suite struct ServerSentEventTests {
  private static func read(_ bytes: [UInt8], cutAt cut: Int? = nil) throws -> [ServerSentEvent] {
    var reader = ServerSentEventReader()
    let cut = cut ?? bytes.count
    var events = try reader.read(Array(bytes[..<cut]))
    events += try reader.read(Array(bytes[cut...]))
    if let last = reader.finish() { events.append(last) }
    return events
  }

  static let stream =
    "\u{FEFF}: hello\r\ndata: é1\r\ndata:2\r\nevent: tick\r\n\r\n: ping\n\ndata\ndata:  x\n\nid: 7\rdata: {\"a\":1}\r\r"
    + "event: lost\n\nretry: 5\nunknown: y\ndata: last"

  static let events = [
    ServerSentEvent(name: "tick", data: "é1\n2"), ServerSentEvent(data: "\n x"),
    ServerSentEvent(data: "{\"a\":1}", id: "7"), ServerSentEvent(data: "last", id: "7"),
  ]

  @Test func `a stream may be cut at every byte`() throws {
    let bytes = Array(Self.stream.utf8)
    for cut in 0...bytes.count { #expect(try Self.read(bytes, cutAt: cut) == Self.events) }
  }

  @Test func `a stream may come byte by byte`() throws {
    var reader = ServerSentEventReader()
    var events: [ServerSentEvent] = []
    for byte in Self.stream.utf8 { events += try reader.read([byte]) }
    if let last = reader.finish() { events.append(last) }
    #expect(events == Self.events)
  }

  @Test func `an event is read back as it was written`() throws {
    let events = [
      ServerSentEvent(data: "{\"a\":\"b\"}"), ServerSentEvent(name: "event", data: "two\nlines\n", id: "1"),
    ]
    for event in events {
      #expect(try Self.read(Array((ServerSentEvent.comment("ping") + event.text).utf8)) == [event])
    }
    #expect(ServerSentEvent(name: "a\nb", data: "").text == "event: ab\ndata: \n\n")
    #expect(try Self.read(Array(ServerSentEvent(data: "a\r\nb\rc").text.utf8)) == [ServerSentEvent(data: "a\nb\nc")])
  }

  @Test(
    .enabled(if: RecordedData.isPresent), arguments: RecordedData.files("sse").filter { $0.contains("queue-status") })
  func `recorded status streams are read`(file: String) throws {
    let bytes = try RecordedData.bytes(file)
    for cut in stride(from: 0, through: bytes.count, by: 7) {
      let statuses = try Self.read(bytes, cutAt: cut).flatMap(RequestStatus.events(in:))
      #expect(statuses.map(\.state) == [.inQueue(position: 2), .inProgress, .completed(nil)])
    }
  }

  @Test(.enabled(if: RecordedData.isPresent))
  func `a recorded stream of a language model is read`() throws {
    let events = try Self.read(RecordedData.bytes("sse/any-llm.txt"))
    #expect(events.count == 4)
    #expect(events.allSatisfy { $0.name == "event" })
    #expect(try JSON(parsing: #require(events.last?.data))["partial"] == false)
  }

  @Test func `each line is looked at once, however many an event has`() throws {
    let looks = Mutex(0)
    var reader = ServerSentEventReader { data in
      looks.withLock { $0 += data.utf8.count }
      return data == "whole"
    }
    let lines = String(repeating: "data: line\n", count: 10_000)
    let events = try reader.read(Array(("data: whole\n" + lines + "\n").utf8))
    #expect(events.map(\.data.utf8.count) == ["whole".utf8.count, 10_000 * "line\n".utf8.count - 1])
    #expect(looks.withLock { $0 } == "whole".utf8.count + "line".utf8.count)
  }

  @Test func `any bytes are read without a trap`() throws {
    var random = SeededGenerator(state: 3)
    let alphabet: [UInt8] = Array("data: event\r\n\n\r:é{}".utf8) + [0xFF, 0]
    for _ in 0..<500 {
      let count = Int.random(in: 0...60, using: &random)
      let bytes = (0..<count).compactMap { _ in alphabet.randomElement(using: &random) }
      let whole = try Self.read(bytes)
      for cut in 0...bytes.count { #expect(try Self.read(bytes, cutAt: cut) == whole) }
    }
  }
}

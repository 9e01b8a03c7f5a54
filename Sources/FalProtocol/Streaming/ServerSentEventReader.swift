/// Reads a `text/event-stream` from pieces cut anywhere, even inside a
/// character or between the two halves of a line end.
package struct ServerSentEventReader: Sendable {
  /// A line, or the data of one event, that is longer than this is an error
  /// and no event, in bytes.
  package static let maximumLineLength = 256 << 20

  /// A line or an event that grew past `maximumLineLength`.
  package struct LineTooLong: Error, Hashable, Sendable {}

  private var line: [UInt8] = []
  private var endedByCarriageReturn = false
  private var isFirstLine = true
  private var name: String?
  private var id: String?
  private var data: [String] = []
  /// Of `data`, in bytes.
  private var dataLength = 0
  private let isWhole: @Sendable (String) -> Bool

  /// - Parameter isWhole: whether a line of data is a whole event already, and
  ///   nobody has to wait for the blank line behind it: some streams leave it
  ///   out.
  package init(isWhole: @escaping @Sendable (String) -> Bool = { _ in false }) { self.isWhole = isWhole }

  /// Takes the next bytes.
  /// - Returns: the events that are complete with them.
  /// - Throws: `LineTooLong`.
  package mutating func read(_ bytes: some Sequence<UInt8>) throws(LineTooLong) -> [ServerSentEvent] {
    var events: [ServerSentEvent] = []
    for byte in bytes {
      let followsCarriageReturn = endedByCarriageReturn
      endedByCarriageReturn = byte == UInt8(ascii: "\r")
      if byte == UInt8(ascii: "\n") && followsCarriageReturn { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        if let event = endLine() { events.append(event) }
        guard dataLength <= Self.maximumLineLength else { throw LineTooLong() }
      } else {
        guard line.count < Self.maximumLineLength else { throw LineTooLong() }
        line.append(byte)
      }
    }
    return events
  }

  /// Takes the end of the stream.
  /// - Returns: the last event, if its blank line was left out: some of the
  ///   platform's streams end so.
  package mutating func finish() -> ServerSentEvent? {
    if !line.isEmpty { _ = endLine() }
    return dispatch()
  }

  private mutating func endLine() -> ServerSentEvent? {
    var text = String(decoding: line, as: UTF8.self)
    line.removeAll(keepingCapacity: true)
    if isFirstLine, text.first == "\u{FEFF}" { text.removeFirst() }
    isFirstLine = false
    guard !text.isEmpty else { return dispatch() }
    // Data over several lines ends in a blank one: looking at all of it after
    // each of them would take as long as their number squared.
    return take(text) && data.count == 1 && isWhole(data[0]) ? dispatch() : nil
  }

  /// - Returns: whether it is a line of data.
  private mutating func take(_ line: String) -> Bool {
    let field = line.prefix { $0 != ":" }
    var value = line[field.endIndex...].dropFirst()
    if value.first == " " { value.removeFirst() }
    switch field {
    case "data":
      data.append(String(value))
      dataLength += value.utf8.count
    case "event": name = String(value)
    case "id": id = String(value)
    // A comment has no name before its colon; other names are to be ignored.
    default: break
    }
    return field == "data"
  }

  private mutating func dispatch() -> ServerSentEvent? {
    defer { (name, data, dataLength) = (nil, [], 0) }
    guard !data.isEmpty else { return nil }
    return ServerSentEvent(name: name, data: data.joined(separator: "\n"), id: id)
  }
}

/// Reads a `text/event-stream` from pieces cut anywhere, even inside a
/// character or between the two halves of a line end.
package struct ServerSentEventReader: Sendable {
  /// A line, or the data of one event, that is longer than this is an error
  /// and no event, in bytes.
  package static let maximumLineLength = 256 << 20

  /// A line or an event that grew past `maximumLineLength`.
  package struct LineTooLong: Error, Hashable, Sendable {}

  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

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
  package mutating func read(_ bytes: [UInt8]) throws(LineTooLong) -> [ServerSentEvent] {
    var events: [ServerSentEvent] = []
    var rest = bytes[...]
    while let first = rest.first {
      // The second half of a line's end may come with the next bytes.
      if endedByCarriageReturn, first == Self.newline { rest.removeFirst() }
      guard let end = rest.firstIndex(where: { $0 == Self.newline || $0 == Self.carriageReturn }) else {
        endedByCarriageReturn = false
        try add(rest)
        break
      }
      try add(rest[..<end])
      endedByCarriageReturn = rest[end] == Self.carriageReturn
      rest = rest[(end + 1)...]
      if let event = endLine() { events.append(event) }
      guard dataLength <= Self.maximumLineLength else { throw LineTooLong() }
    }
    return events
  }

  private mutating func add(_ bytes: ArraySlice<UInt8>) throws(LineTooLong) {
    guard line.count + bytes.count <= Self.maximumLineLength else { throw LineTooLong() }
    line += bytes
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
    if isFirstLine, text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    isFirstLine = false
    guard !text.isEmpty else { return dispatch() }
    // Data over several lines ends in a blank one: looking at all of it after
    // each of them would take as long as their number squared.
    return take(text) && data.count == 1 && isWhole(data[0]) ? dispatch() : nil
  }

  /// - Returns: whether it is a line of data.
  private mutating func take(_ line: String) -> Bool {
    let end = line.utf8.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    let field = line[..<end]
    var bytes = line.utf8[end...].dropFirst()
    if bytes.first == UInt8(ascii: " ") { bytes.removeFirst() }
    let value = String(Substring(bytes))
    switch field {
    case "data":
      data.append(value)
      dataLength += value.utf8.count
    case "event": name = value
    case "id": id = value
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

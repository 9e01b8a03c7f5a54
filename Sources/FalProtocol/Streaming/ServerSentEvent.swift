/// One event of a `text/event-stream`.
package struct ServerSentEvent: Sendable, Hashable {
  /// The event's name; nil if none was sent.
  package var name: String?
  /// The data lines, joined by line feeds.
  package var data: String
  package var id: String?

  package init(name: String? = nil, data: String, id: String? = nil) {
    self.name = name
    self.data = data
    self.id = id
  }

  /// The event as it is sent, with the blank line that ends it. Line ends in
  /// name and id are dropped, since they would end the field.
  package var text: String {
    var lines: [String] = []
    if let name { lines.append("event: " + Self.oneLine(name)) }
    if let id { lines.append("id: " + Self.oneLine(id)) }
    lines += data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewlineOfEvents).map { "data: " + $0 }
    return lines.joined(separator: "\n") + "\n\n"
  }

  /// A comment, which readers skip: it keeps a connection alive.
  package static func comment(_ text: String) -> String { ": " + oneLine(text) + "\n\n" }

  private static func oneLine(_ text: String) -> String { String(text.filter { !$0.isNewlineOfEvents }) }
}

extension Character {
  /// The three line ends of event streams; Unicode's others are data.
  fileprivate var isNewlineOfEvents: Bool { self == "\n" || self == "\r" || self == "\r\n" }
}

import FalProtocol

/// What a recording knows of sockets: what followed each opening, and each
/// message, by what it was.
///
/// A message is looked for among those of all sockets of its URL: of two that
/// were open at once nobody can tell which one a replay opens first.
struct RecordedSockets: Sendable {
  /// A message, and what was seen after it and before the next.
  struct Turn: Sendable, Hashable {
    /// When the message was sent, in seconds from the start of the recording.
    var at: Double
    var sending: RecordedFrame.Sending
    var frames: [RecordedFrame] = []
  }

  private struct Key: Hashable {
    var url: String
    var digest: String
  }

  private var urls: [Int: String] = [:]
  private var greetings: [Int: [RecordedFrame]] = [:]
  /// The last message on each socket.
  private var latest: [Int: (key: Key, index: Int)] = [:]
  private var turns: [Key: [Turn]] = [:]

  /// - Returns: false if there is a socket of this number already.
  mutating func open(_ socket: Int, at url: String) -> Bool {
    guard urls[socket] == nil else { return false }
    urls[socket] = url
    return true
  }

  /// Takes the lines in, in their order.
  /// - Returns: false if its socket was not opened.
  mutating func add(_ frame: RecordedFrame) -> Bool {
    guard let url = urls[frame.socket] else { return false }
    if case .sent(let digest, let sending) = frame.event {
      let key = Key(url: url, digest: digest)
      latest[frame.socket] = (key, turns[key]?.count ?? 0)
      turns[key, default: []].append(Turn(at: frame.at, sending: sending))
    } else if let (key, index) = latest[frame.socket] {
      turns[key]?[index].frames.append(frame)
    } else {
      greetings[frame.socket, default: []].append(frame)
    }
    return true
  }

  /// What came over a socket before anything was sent.
  func greeting(of socket: Int) -> [RecordedFrame] { greetings[socket] ?? [] }

  /// The next turn that began with a message; nil if there is none left. To be
  /// asked when all lines are in.
  mutating func take(_ digest: String, at url: String) -> Turn? {
    let key = Key(url: url, digest: digest)
    guard let first = turns[key]?.first else { return nil }
    turns[key]?.removeFirst()
    return first
  }
}

import FalProtocol
import Sandbox

/// What a sandbox in a process of its own is to be like.
enum ServedPlan: Hashable {
  /// Every request takes so long, with nobody ahead of it.
  case steady(milliseconds: Int)
  /// Every result holds one file of so many bytes, written out in its URL.
  case largeFile(Int)
  /// Every result is of so many bytes, all of it small records.
  case manyValues(Int)

  /// As it stands on a command line.
  var words: [String] {
    switch self {
    case .steady(let milliseconds): ["steady", "\(milliseconds)"]
    case .largeFile(let count): ["large-file", "\(count)"]
    case .manyValues(let count): ["many-values", "\(count)"]
    }
  }

  /// - Returns: nil for other words.
  init?(_ words: ArraySlice<String>) {
    guard words.count == 2, let kind = words.first, let number = words.last.flatMap({ Int($0) }), number >= 0 else {
      return nil
    }
    switch kind {
    case "steady": self = .steady(milliseconds: number)
    case "large-file": self = .largeFile(number)
    case "many-values": self = .manyValues(number)
    default: return nil
    }
  }

  var configuration: SandboxConfiguration {
    var configuration = SandboxConfiguration(clock: .machine)
    configuration.bodyLimit = 1 << 30
    switch self {
    case .steady(let milliseconds): configuration.requestDuration = .milliseconds(milliseconds)
    case .largeFile(let count): answer(Self.largeFile(count), in: &configuration)
    case .manyValues(let count): answer(Self.manyValues(count), in: &configuration)
    }
    return configuration
  }

  private func answer(_ body: [UInt8], in configuration: inout SandboxConfiguration) {
    configuration.requestDuration = .milliseconds(1)
    let headers: WireHeaders = ["content-type": "application/json"]
    let response = WireResponse(status: 200, headers: headers, body: body)
    configuration.faults = [Fault(.answer(response), on: .result)]
  }

  private static func largeFile(_ count: Int) -> [UInt8] {
    let head = Array(#"{"images":[{"content_type":"image/png","url":"data:image/png;base64,"#.utf8)
    let tail = Array(#""}],"seed":7}"#.utf8)
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    // In base64 four letters stand for three bytes.
    let length = max(0, count - head.count - tail.count) / 4 * 4
    var body = head
    body.reserveCapacity(count)
    for index in 0..<length { body.append(letters[(index &* 7 &+ index >> 8) & 63]) }
    return body + tail
  }

  private static func manyValues(_ count: Int) -> [UInt8] {
    var body = Array(#"{"seed":7,"words":["#.utf8)
    body.reserveCapacity(count + 100)
    var index = 0
    while body.count < count {
      if index > 0 { body.append(UInt8(ascii: ",")) }
      body += #"{"text":"word\#(index)","start":\#(index).25,"end":\#(index).5,"speaker":null}"#.utf8
      index += 1
    }
    return body + Array("]}".utf8)
  }
}

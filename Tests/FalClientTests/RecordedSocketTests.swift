import FalProtocol
import JSON
import Synchronization
import Testing

@testable import FalClient

/// Models in real time, recorded and replayed.
@Suite(.timeLimit(.minutes(5))) struct RecordedSocketTests {
  private static let signed = "https://v3.fal.media/files/a.png?X-Amz-Signature=topsecret&size=2"
  private static let url = "https://fal.run/fal-ai/flux-2/klein/realtime"

  private static func client(_ transport: any Transport, needsKey: Bool) throws -> FalClient {
    FalClient(
      origins: try .fal(environment: [:]), credentials: needsKey ? Credentials(key: "id:topsecret") : nil,
      needsKey: needsKey, transport: transport, clock: ScriptedClock(), random: { 0.5 }, userAgent: "falsh/test")
  }

  private typealias Outcome = Result<RealtimeAnswer, FalError>

  /// What becomes of inputs that are sent one after the other over one model.
  private static func outcomes(_ inputs: [JSON], of client: FalClient) async throws -> [Outcome] {
    await client.realtime(on: try EndpointID("fal-ai/flux-2/klein/realtime")).outcomes(of: inputs)
  }

  private static func record(
    _ inputs: [JSON], _ steps: [ScriptedSockets.Step]
  ) async throws -> (text: String, outcomes: [Outcome]) {
    let text = Mutex("")
    let transport = RecordingTransport(ScriptedSockets(steps), platform: .null, now: { 0 }) { line in
      text.withLock { $0 += line }
    }
    let outcomes = try await outcomes(inputs, of: try client(transport, needsKey: true))
    return (text.withLock { $0 }, outcomes)
  }

  private static func replay(_ text: String, _ inputs: [JSON]) async throws -> [Outcome] {
    let transport = ReplayTransport(try Recording(text: text))
    return try await outcomes(inputs, of: try client(transport, needsKey: false))
  }

  private static func notRecorded(_ what: String) -> Outcome {
    .failure(.transport(TransportFault(.notRecorded(what), host: "fal.run")))
  }

  private static let late: [SocketEvent] = [
    .said(.result(["a": 1])), .said(.timing(0.5)), .said(.idle), .closed(code: 1000),
  ]
  private static let broken = SocketEvent.broken(TransportFault(.timedOut, host: "fal.run"))

  @Test(
    arguments: [
      [.open([SocketEvent.result(["a": 1]), SocketEvent.result(["a": 2])])],
      [.open([late]), .open([SocketEvent.result(["a": 2])])],
      [.refuse(401), .open([[.said(.unauthorized), .closed(code: nil)]]), .open([late]), .open([late])],
      [
        .greet([.said(.idle)], []), .open([[broken]]), .open([[.said(.failure(word: "INTERNAL_ERROR", reason: "no"))]]),
      ],
      [.open([[.message(.binary([0xC1]))]]), .refuse(404)],
      [.open([[.message(.text("as a text"))], [.said(.result(["a": 1])), .said(.remark), .said(.result(["b": 1]))]])],
    ] as [[ScriptedSockets.Step]])
  func `a replay sees what was recorded`(steps: [ScriptedSockets.Step]) async throws {
    let inputs: [JSON] = [["x": 1], ["x": 2]]
    let (text, outcomes) = try await Self.record(inputs, steps)
    #expect(try await Self.replay(text, inputs) == outcomes)
  }

  @Test func `no token and no signature is in a recording, and a replay needs none`() async throws {
    let answers = [
      SocketEvent.result([
        "url": .string(Self.signed), "content_type": "image/png", "content": "data:image/png;base64,AAAA",
      ]),
      SocketEvent.result(["a": 2]),
    ]
    let (text, outcomes) = try await Self.record([["x": 1], ["image_url": .string(Self.signed)]], [.open(answers)])
    #expect(!text.contains("token-1") && !text.contains("topsecret"))
    #expect(text.contains("\(Self.url)?fal_jwt_token=left-out"))
    // A binary message is kept in base64.
    let left = Self.signed.replacing("topsecret", with: "left-out")
    let replayed = try await Self.replay(text, [["x": 1], ["image_url": .string(left)]])
    #expect(
      try replayed[0].get().output == [
        "url": .string(left), "content_type": "image/png", "content": "data:image/png;base64,AAAA",
      ])
    #expect(replayed[1] == outcomes[1])
    for line in text.split(separator: "\n") {
      guard let frame = RecordedFrame(try JSON(parsing: String(line))), case .heard(.message(let message)) = frame.event
      else { continue }
      #expect(!"\(RealtimeMessage(message))".contains("topsecret"))
    }
  }

  @Test func `what was not sent then is sent to nobody`() async throws {
    let (text, _) = try await Self.record([["x": 1]], [.open([SocketEvent.result(["a": 1])])])
    let replayed = try await Self.replay(text, [["x": 9], ["x": 1], ["x": 1]])
    let refusal = Self.notRecorded("an input to \(Self.url)")
    #expect(replayed[0] == refusal && replayed[2] == refusal)
    #expect(try replayed[1].get().output == ["a": 1])
  }

  @Test func `inputs are found wherever they were sent`() async throws {
    let steps: [ScriptedSockets.Step] = [.open([Self.late]), .open([SocketEvent.result(["a": 2])])]
    let (text, _) = try await Self.record([["x": 1], ["x": 2]], steps)
    let replayed = try await Self.replay(text, [["x": 2], ["x": 1]])
    #expect(try replayed.map { try $0.get().output } == [["a": 2], ["a": 1]])
  }

  @Test func `a recording that ends before the answer says so`() async throws {
    let (text, _) = try await Self.record([["x": 1]], [.open([SocketEvent.result(["a": 1])])])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let sent = try #require(lines.firstIndex { $0.contains("\"sent\"") })
    let replayed = try await Self.replay(lines[...sent].joined(separator: "\n") + "\n", [["x": 1]])
    #expect(replayed == [Self.notRecorded("an answer of \(Self.url)")])
  }

  @Test func `a recording that is cut off anywhere is read or refused`() async throws {
    let (text, _) = try await Self.record([["x": 1]], [.open([SocketEvent.result(["a": 1])])])
    for length in stride(from: 0, to: text.utf8.count, by: 23) {
      guard let recording = try? Recording(Array(text.utf8.prefix(length))) else { continue }
      _ = try await Self.outcomes([["x": 1]], of: try Self.client(ReplayTransport(recording), needsKey: false))
    }
  }

  @Test func `a wait that was given up is given up again`() async throws {
    // No time follows the result, which the first answer waits for.
    let steps: [ScriptedSockets.Step] = [.open([[.said(.result(["a": 1]))], [.said(.result(["a": 2]))]])]
    let (text, outcomes) = try await Self.record([["x": 1], ["x": 2]], steps)
    #expect(text.contains("\"waited\""))
    #expect(try await Self.replay(text, [["x": 1], ["x": 2]]) == outcomes)
  }

  @Test func `a paced replay takes as long as it took`() async throws {
    let text = Mutex("")
    let clock = Mutex(0.0)
    let transport = RecordingTransport(
      ScriptedSockets([.open([SocketEvent.result(["a": 1])])]), platform: .null,
      now: {
        clock.withLock {
          $0 += 1
          return $0
        }
      }
    ) { line in text.withLock { $0 += line } }
    _ = try await Self.outcomes([["x": 1]], of: try Self.client(transport, needsKey: true))
    let waited = Mutex(Duration.zero)
    let recording = try Recording(text: text.withLock { $0 })
    let time = PacedTime(
      elapsed: { waited.withLock { $0 } }, pause: { duration in waited.withLock { $0 += duration } })
    let replay = ReplayTransport(recording, time: time)
    _ = try await Self.outcomes([["x": 1]], of: try Self.client(replay, needsKey: false))
    // Between two looks at the clock a second passes: the token, the opening
    // and each of two messages take one and more.
    #expect(waited.withLock { $0 } >= .seconds(6))
  }

  @Test func `a recording without sockets answers as before`() async throws {
    let old = "{\"falsh-recording\":1,\"platform\":null}\n"
    let replayed = try await Self.replay(old, [["x": 1]])
    let token = Self.notRecorded("POST https://rest.fal.ai/tokens/")
    guard case .failure(.transport(let fault)) = replayed[0], case .failure(.transport(let expected)) = token else {
      Issue.record("\(replayed)")
      return
    }
    #expect(fault.kind == expected.kind)
  }
}

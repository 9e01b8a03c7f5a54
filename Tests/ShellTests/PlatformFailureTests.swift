import Diagnostics
import FalClient
import FalProtocol
import FoundationEssentials
import JSON
import Language
import Testing

@testable import Shell

/// The platform's recorded errors, which lie beside the repository on some
/// machines only.
enum RecordedErrors {
  private static let folder: String? = {
    var folder = URL(filePath: #filePath)
    while folder.path.count > 1 {
      folder.deleteLastPathComponent()
      let errors = folder.appending(path: "shared/data/results/errors").path
      if FileManager.default.fileExists(atPath: errors) { return errors }
    }
    return nil
  }()

  static let files = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0).sorted() } ?? []

  static func error(_ file: String) throws -> PlatformError {
    let data = try Data(contentsOf: URL(filePath: "\(folder ?? "")/\(file)"))
    let record = try JSON(parsing: Array(data))
    let headers = WireHeaders((record["headers"]?.object ?? [:]).map { ($0.key, $0.value.string ?? "") })
    return PlatformError(
      WireResponse(status: record["status"]?.int ?? 0, headers: headers, json: record["body"] ?? .null))
  }
}

@Suite struct PlatformFailureTests {
  @Test(.enabled(if: !RecordedErrors.files.isEmpty), arguments: RecordedErrors.files)
  func `every recorded error is told in a sentence`(file: String) throws {
    let error = try RecordedErrors.error(file)
    let failure = FalError.platform(error).failure
    let message = failure.diagnostic.message
    #expect(message.count > 10 && message.count < 700 && message.first?.isUppercase == false)
    #expect(!message.unicodeScalars.contains { $0.properties.generalCategory == .control })
    #expect(message.contains("(\(error.status)"))
    #expect(failure.status == error.status && failure.type == error.type)
    #expect(failure.requestID == error.requestID && failure.isRetryable == error.isRetryable)
    let isPlain = ["partner-validation-msg-only.json"].contains(file)
    #expect((failure.diagnostic.help == nil) == isPlain, "it says what to do")
    #expect(failure.kind != .usage && failure.kind != .refused)
    if let location = error.location { #expect(failure.field == location) }
  }

  @Test(arguments: ["a\nb\u{1B}[31mc", "\u{9B}31m", "x\u{7}", String(repeating: "long ", count: 1000), "", " \n "])
  func `words from outside are one harmless line`(words: String) {
    let failure = FalError.platform(PlatformError(status: 500, message: words)).failure
    let message = failure.diagnostic.message
    #expect(message.count < 700 && !message.isEmpty)
    #expect(!message.unicodeScalars.contains { $0.properties.generalCategory == .control })
  }

  @Test(arguments: [
    (TransportFault.Kind.dns, Failure.Kind.network), (.refused, .network), (.tls, .network), (.certificate, .network),
    (.reset, .network), (.unreachable, .network), (.proxy, .network), (.socks, .network),
    (.timedOut, .timeout), (.connectTimedOut, .timeout), (.cancelled, .cancelled), (.other("odd"), .network),
  ])
  func `a fault of the network has a kind and names the host`(fault: TransportFault.Kind, kind: Failure.Kind) {
    let failure = FalError.transport(TransportFault(fault, host: "queue.fal.run")).failure
    #expect(failure.kind == kind)
    if kind != .cancelled { #expect(failure.diagnostic.message.contains("queue.fal.run")) }
  }

  @Test func `a lost answer is never called a failure that may be repeated`() {
    let failure = FalError.unknownSubmit(TransportFault(.reset, host: "queue.fal.run")).failure
    #expect(failure.kind == .unknownSubmit && !failure.kind.isPassing && failure.kind.exitCode == .unknownSubmit)
  }
}

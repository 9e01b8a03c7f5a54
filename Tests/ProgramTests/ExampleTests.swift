import Foundation
import Testing
import TranscriptTesting

/// Every script of `examples` runs in the sandbox, and writes what the
/// transcript beside it shows.
@Suite struct `The examples` {
  @Test(arguments: try Transcript.cases(in: Project.examples))
  func `write what their transcripts show`(_ conversation: Transcript.Case) async throws {
    let room = try Room()
    try FileManager.default.copyItem(atPath: Project.examples, toPath: room.work + "/examples")
    let outcome = await conversation.run { line in
      let ended = try await room.shell(line)
      if ended.status != 0 { throw Failed(ended: ended) }
      return ended.output
    }
    outcome.expectSuccess()
  }

  struct Failed: Error { let ended: Room.Ended }
}

/// What README's first command runs, looked at by other programs.
@Suite struct `The first film` {
  @Test func `gives files that others can read, a second time too`() async throws {
    let room = try Room()
    try FileManager.default.copyItem(atPath: Project.examples, toPath: room.work + "/examples")
    try FileManager.default.createDirectory(atPath: room.work + "/out", withIntermediateDirectories: false)
    try room.write("of the time before", to: "out/film.mp4")
    let ended = try await room.shell("falsh " + Self.wordsOfREADME())
    #expect(ended.status == 0, "\(ended.error)")
    for (name, kind) in [
      ("still.png", "PNG image data, 1024 x 576"), ("night.png", "PNG image data, 1024 x 576"),
      ("film.mp4", "ISO Media, MP4"), ("voice.mp3", "MPEG ADTS, layer III"),
    ] {
      #expect(room.exists("out/" + name))
      guard Project.has("file") else { continue }
      #expect(try await room.shell("file out/\(name)").output.contains(kind))
    }
    try await expectPlayable(in: room)
  }

  /// What the first command gives to the program.
  private static func wordsOfREADME() throws -> String {
    let text = try String(contentsOfFile: Project.root + "/README.md", encoding: .utf8)
    let line = text.split(separator: "\n").first { $0.hasPrefix(".ci/install && swift run falsh ") }
    return String(try #require(line).dropFirst(".ci/install && swift run falsh ".count))
  }

  /// Decodes every file whole, and asks for sizes and durations.
  private func expectPlayable(in room: Room) async throws {
    guard Project.has("ffmpeg"), Project.has("ffprobe") else { return }
    let decoded = try await room.shell(
      "for f in out/*; do ffmpeg -nostdin -v error -xerror -i $f -f null - || exit 1; done")
    #expect(decoded == Room.Ended(status: 0, output: "", error: ""))
    let probe = "ffprobe -v error -of csv=p=0 -select_streams v -show_entries"
    #expect(try await room.shell("\(probe) stream=width,height out/still.png").output == "1024,576\n")
    let size = try await room.shell("\(probe) stream=width,height out/film.mp4").output.split(separator: ",")
    #expect(size.count == 2)
    let seconds = try await room.shell("ffprobe -v error -of csv=p=0 -show_entries format=duration out/film.mp4").output
    #expect(abs((Double(seconds.dropLast()) ?? 0) - 5) < 0.05)
  }
}

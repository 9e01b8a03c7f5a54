import Foundation
import Testing

@Suite struct `What doctor finds` {
  private static let damage = "dd if=/dev/urandom of=journal.sqlite bs=4096 seek=2 count=3 conv=notrunc 2> /dev/null"

  /// A room with a journal, after a line of the system's shell.
  private func room(after line: String = "true") async throws -> Room {
    let room = try Room()
    let made = try await room.shell(
      """
      falsh --sandbox -c '["fox", "owl"] | each { fal-ai/z-image/turbo "a $in" image_size=square } | count'
      cd \(room.state) && \(line)
      """)
    #expect(made.status == 0, "\(made)")
    return room
  }

  @Test func `is well, or can be lived with`() async throws {
    let room = try await room(after: "chmod 644 journal.sqlite")
    let well = try await room.falsh("--sandbox", "doctor")
    #expect(well.status == 0 && well.output.contains("sound: 2 jobs"), "\(well)")
    #expect(well.output.contains("others may read it"), "\(well)")
    let unreachable = try await room.falsh("--host", "http://127.0.0.1:1", "doctor")
    #expect(unreachable.status == 0 && unreachable.output.contains("cannot reach 127.0.0.1"), "\(unreachable)")
    #expect(try await room.falsh("doctor").status == 0)
  }

  @Test(arguments: [
    "echo no database > journal.sqlite", Self.damage, "rm journal.sqlite* && mkdir journal.sqlite",
  ])
  func `is told by the exit status if it must be mended`(line: String) async throws {
    let room = try await room(after: line)
    let ended = try await room.falsh("--sandbox", "doctor")
    #expect(ended.status == 1, "\(ended)")
    #expect(ended.output.contains("damaged") || ended.output.contains("cannot be used"), "\(ended)")
    // It is a value all the same, and no failed statement.
    let asked = try await room.falsh("--sandbox", "-c", "print (doctor).platform; print 2")
    #expect(asked.status == 1 && asked.lines == ["sandbox", "2"], "\(asked)")
  }

  @Test func `is a home that cannot be used`() async throws {
    let ended = try await Room().shell("XDG_STATE_HOME=/dev/null exec falsh --sandbox doctor")
    #expect(ended.status == 1 && ended.output.contains("cannot be used"), "\(ended)")
  }

  @Test func `is explained by its help`() async throws {
    let ended = try await Room().falsh("help", "doctor")
    #expect(ended.output.contains("status is 1 if something is broken"), "\(ended)")
  }
}

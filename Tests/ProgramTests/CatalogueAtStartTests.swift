#if os(Linux)
  import Foundation
  import ModelCatalogue
  import Testing

  /// The catalogue lies in the program's file: what nobody asks of it is never
  /// read, so its size cannot make a start slower.
  @Suite(
    .enabled(
      if: FileManager.default.isReadableFile(atPath: "/proc/self/pagemap")
        && FileManager.default.isWritableFile(atPath: "/dev/shm")))
  struct `The catalogue at the start` {
    @Test(arguments: ["", "print 1; ", "let x = [1, 2]; for i in $x { print $i }; "])
    func `is not read for what has nothing to do with models`(line: String) async throws {
      // With a page that is read for what lies beside it the system brings
      // some neighbours.
      let part = try await part(readBy: line)
      #expect(part < 0.5)
    }

    @Test func `is read by what does`() async throws {
      #expect(try await part(readBy: "models kling | count; ") > 0.9)
    }

    /// How much of the catalogue is in the memory of a process that has run a
    /// line, as a fraction.
    private func part(readBy line: String) async throws -> Double {
      let room = try Room()
      // Of a file in memory the system brings few; of one on a disk it may
      // bring a megabyte at a time, as it happens to have it.
      // A process of its own copies it: no other has the copy open, as one
      // that is started meanwhile would have.
      let folder = "/dev/shm/falsh-\(UUID().uuidString)"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let running = try room.start([
        "sh", "-c", "mkdir $1 && cp $0 $1/falsh && exec $1/falsh -c \"$2\"", Project.program, folder,
        line + "print \"done\"; sleep 100",
      ])
      defer {
        running.child.send(SIGKILL)
        _ = try? running.child.wait()
      }
      try await running.until { $0.outputText.contains("done") }
      return try PagesOfCatalogue(of: running.child.identifier).presentPart
    }
  }

  /// The pages that a process has of the catalogue in its file.
  private struct PagesOfCatalogue {
    struct NotFound: Error {}

    private static let size = Int(getpagesize())

    let presentPart: Double

    init(of process: pid_t) throws {
      let address = try Self.address(in: process)
      let pages = address / Self.size..<(address + ModelCatalogue.shippedText.count) / Self.size
      let map = try FileHandle(forReadingFrom: URL(filePath: "/proc/\(process)/pagemap"))
      try map.seek(toOffset: UInt64(pages.lowerBound * 8))
      guard let entries = try map.read(upToCount: pages.count * 8), entries.count == pages.count * 8 else {
        throw NotFound()
      }
      // The highest bit of an entry's eight bytes: present.
      let present = stride(from: 7, to: entries.count, by: 8).count { entries[$0] & 0x80 != 0 }
      presentPart = Double(present) / Double(pages.count)
    }

    /// Where the process has it: `from-to flags offset device inode path`.
    private static func address(in process: pid_t) throws -> Int {
      let offset = try offset.get()
      let maps = try String(contentsOf: URL(filePath: "/proc/\(process)/maps"), encoding: .utf8)
      for line in maps.split(separator: "\n") where line.hasSuffix("/falsh") {
        let fields = line.split(separator: " ")
        let numbers = (fields[0].split(separator: "-") + [fields[2]]).compactMap { Int($0, radix: 16) }
        guard numbers.count == 3, (numbers[2]..<numbers[2] + numbers[1] - numbers[0]).contains(offset) else { continue }
        return numbers[0] + offset - numbers[2]
      }
      throw NotFound()
    }

    /// Where the program's file has it.
    private static let offset = Result {
      let program = try Data(contentsOf: URL(filePath: Project.program), options: .alwaysMapped)
      guard let place = program.range(of: Data(ModelCatalogue.shippedText)) else { throw NotFound() }
      return place.lowerBound
    }
  }
#endif

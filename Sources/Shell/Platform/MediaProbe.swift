import FalClient
import MediaFiles
import ModelSchema
import Synchronization

/// Asks a file itself for what a result does not say of it: most results
/// name no more than a URL, and a person wants pixels and seconds.
struct MediaProbe: Sendable {
  let platform: Platform
  let time: Timekeeper

  /// How much of a file is read for its head, in bytes.
  private static let limit = 512 << 10
  /// How long a person waits for that at most.
  private static let patience = Duration.seconds(2)

  /// The medium with its size and length, as far as they can be had.
  func completed(_ medium: Media) async -> Media {
    guard medium.lacksFacts, let facts = await facts(of: medium.url) else { return medium }
    var medium = medium
    medium.width = medium.width ?? facts.width
    medium.height = medium.height ?? facts.height
    medium.duration = medium.duration ?? facts.seconds
    return medium
  }

  private func facts(of url: String) async -> MediaFacts? {
    await withTaskGroup(of: MediaFacts?.self) { group in
      group.addTask { MediaFacts.read(await head(of: url)) }
      group.addTask {
        try? await time.sleep(MediaProbe.patience)
        return nil
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
  }

  /// The first bytes of a file; fewer where it cannot be read.
  private func head(of url: String) async -> [UInt8] {
    let head = Head()
    _ = try? await platform.client().download(url) { bytes in
      guard head.append(bytes) < MediaProbe.limit else { throw CancellationError() }
    }
    return head.bytes
  }

  private final class Head: Sendable {
    private let content = Mutex<[UInt8]>([])

    var bytes: [UInt8] { content.withLock { $0 } }

    /// - Returns: how many there are now.
    func append(_ bytes: [UInt8]) -> Int {
      content.withLock { content in
        content += bytes
        return content.count
      }
    }
  }
}

extension Media {
  fileprivate var lacksFacts: Bool {
    switch kind {
    case .image: width == nil || height == nil
    case .video, .audio: duration == nil
    case .mesh, .archive, .other: false
    }
  }
}

import Diagnostics
import FalClient
import FalProtocol
import JSON
import Language
import MediaFiles
import Pictures
import Synchronization
import Terminal

/// Shows a picture in the terminal.
struct ShowCommand: Command {
  private static let value = Omittable(
    "what", AnyArgument.self, "a file, URL or result; the latest result if not given")
  private static let width = Named("width", Int.self, "how many columns wide at most (60)")

  static let name = "show"

  static let manual = Manual(
    name: name, group: .files, summary: "shows a picture in the terminal", input: .optional,
    parameters: [value, width],
    details: """
      Terminals that know kitty's, iTerm2's or sixel pictures draw it, others show it in half blocks; \
      FALSH_PICTURES=kitty, iterm, sixel, blocks or none says which. What cannot be drawn is named.
      """,
    examples: """
      > show portrait.jpg
      portrait.jpg  120 × 160
      """)

  /// The largest file that is read for it, in bytes.
  private static let limit = 64 << 20

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let columns = min(max(1, try call[Self.width] ?? 60), session.console.capabilities.columns)
    var facts: [JSON] = []
    var lines: [StyledText] = []
    for place in try await Viewable.places(of: call, Self.value, in: session) {
      let picture = Picture(decoding: try await bytes(at: place, in: session))
      if let picture { draw(picture, columns: columns, on: session.console) }
      let name = Self.name(of: place)
      let size = picture.map { "  \($0.size.width) × \($0.size.height)" } ?? "  no picture that can be shown"
      lines.append(StyledText(name, Style(link: place.hasPrefix("http") ? place : nil)) + StyledText(size, .dim))
      let (width, height) = (picture?.size.width ?? 0, picture?.size.height ?? 0)
      facts.append(["name": .string(name), "width": JSON(width), "height": JSON(height)])
    }
    return .handle(Sheet(facts.count == 1 ? facts[0] : .array(facts), kind: "picture", lines: lines))
  }

  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] {
    Viewable.problems(of: call, Self.value, in: session)
  }

  /// What is written out in its own URL has no name but its type.
  private static func name(of place: String) -> String {
    if DataURL.isDataURL(place) { return String(place.dropFirst("data:".count).prefix { $0 != ";" && $0 != "," }) }
    return place.split(separator: "/").last.map(String.init) ?? place
  }

  private func draw(_ picture: Picture, columns: Int, on console: Console) {
    let display = console.screen.capabilities.pictures
    guard display != .none else { return }
    let limit = PixelRows.limit(of: display, columns: columns, rows: columns / 2)
    let fitted = picture.fitted(into: PixelSize(width: limit.width, height: limit.height))
    let png = display == .kitty || display == .iterm ? fitted.png : []
    let rows = PixelRows(width: fitted.size.width, height: fitted.size.height, pixels: fitted.pixels, png: png)
    if let rows { _ = console.screen.draw(rows) }
  }

  private func bytes(at place: String, in session: Session) async throws -> [UInt8] {
    if place.hasPrefix("/") { return try session.files.bytes(of: try session.files.localFile(place)) }
    let content = Mutex<[UInt8]>([])
    do {
      _ = try await session.platform.client().download(place, isMedium: true) { bytes in
        let count = content.withLock { content in
          content += bytes
          return content.count
        }
        guard count <= Self.limit else { throw CancellationError() }
      }
    } catch let error as FalError {
      throw error.failure(ofFileAt: place)
    }
    return content.withLock { $0 }
  }
}

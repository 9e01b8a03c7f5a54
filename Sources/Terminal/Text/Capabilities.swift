/// What the place that text is written to can do.
package struct Capabilities: Sendable, Hashable {
  /// How colours can be had; `none` means no looks at all.
  package enum Colors: Sendable, Hashable { case none, ansi, truecolor }

  package var isTerminal: Bool
  /// Cells in a row, at least 1.
  package var columns: Int
  package var colors: Colors
  /// Text can be a link (OSC 8).
  package var links: Bool
  /// Lines can be redrawn in place.
  package var canMoveCursor: Bool
  /// How pictures can be shown.
  package var pictures = PictureDisplay.none

  package init(isTerminal: Bool, columns: Int, colors: Colors, links: Bool, canMoveCursor: Bool) {
    self.isTerminal = isTerminal
    self.columns = max(1, columns)
    self.colors = colors
    self.links = links
    self.canMoveCursor = canMoveCursor
  }

  /// A file or a pipe.
  package static let plain = Capabilities(
    isTerminal: false, columns: 80, colors: .none, links: false, canMoveCursor: false)

  /// As the environment says: `TERM`, `COLORTERM`, `NO_COLOR`, `CLICOLOR`
  /// and `CLICOLOR_FORCE`. Unknown columns are 80.
  package init(environment: [String: String], isTerminal: Bool, columns: Int?) {
    let term = environment["TERM"] ?? ""
    let isAble = isTerminal && !["", "dumb", "unknown"].contains(term)
    self.init(
      isTerminal: isTerminal, columns: columns.flatMap { $0 > 0 ? $0 : nil } ?? 80,
      colors: Self.colors(environment, isAble: isAble), links: isAble && term != "linux", canMoveCursor: isAble)
    pictures = PictureDisplay(environment: environment, isTerminal: isAble, colors: colors)
  }

  private static func colors(_ environment: [String: String], isAble: Bool) -> Colors {
    if let refused = environment["NO_COLOR"], !refused.isEmpty { return .none }
    let isForced = !["", "0"].contains(environment["CLICOLOR_FORCE"] ?? "")
    guard isForced || (isAble && environment["CLICOLOR"] != "0") else { return .none }
    let isExact = ["truecolor", "24bit"].contains(environment["COLORTERM"]?.lowercased() ?? "")
    return isExact || environment["TERM"]?.hasSuffix("-direct") == true ? .truecolor : .ansi
  }
}

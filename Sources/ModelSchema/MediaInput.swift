/// A parameter's wish for a file, or for several.
package struct MediaInput: Sendable, Equatable {
  package let kind: MediaKind
  package let isList: Bool
  package let limits: MediaLimits
}

/// What the platform says about files before it has seen one.
package struct MediaLimits: Sendable, Equatable {
  /// In bytes.
  package var maximumFileSize: Int?
  /// In pixels.
  package var minimumWidth: Int?
  package var maximumWidth: Int?
  package var minimumHeight: Int?
  package var maximumHeight: Int?
  /// Width by height.
  package var minimumAspectRatio: Double?
  package var maximumAspectRatio: Double?
  /// In seconds.
  package var minimumDuration: Double?
  package var maximumDuration: Double?
  /// In pictures a second.
  package var minimumFrameRate: Double?
  package var maximumFrameRate: Double?

  package init() {}

  package var isEmpty: Bool { self == MediaLimits() }
}

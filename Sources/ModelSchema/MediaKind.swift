/// What a file holds, as far as it decides which input takes it.
package enum MediaKind: String, Sendable, Hashable, CaseIterable {
  case image, video, audio, mesh, archive
  /// Documents, weights, subtitles: goes only where it is named.
  case other
}

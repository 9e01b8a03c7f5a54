extension Double {
  /// How long ago a moment was, both in seconds since 1970: `just now`,
  /// `5 min ago`, `3 h ago`, `2 days ago`.
  func age(at now: Double) -> String {
    let seconds = max(0, Swift.min(now - self, 1e9))
    return switch seconds {
    case ..<60: "just now"
    case ..<3600: "\(Int(seconds / 60)) min ago"
    case ..<172_800: "\(Int(seconds / 3600)) h ago"
    default: "\(Int(seconds / 86_400)) days ago"
    }
  }
}

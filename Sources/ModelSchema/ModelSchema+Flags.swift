extension ModelSchema {
  /// The parameter that a flag of the old scripts means, without its dashes:
  /// `num-images`, `t`, `image-url`. A parameter of that very name wins;
  /// `image-url` else means wherever an image goes by itself.
  package func parameter(forFlag flag: String) -> Parameter? {
    let name = String(flag.map { $0 == "-" ? "_" : $0 })
    if let parameter = parameter(named: name) { return parameter }
    switch name {
    case "p", "t", "prompt", "text": return mainText
    case "image_url", "image", "file": return places(for: .image, count: 1, given: []).first
    case "video_url", "video": return places(for: .video, count: 1, given: []).first
    case "audio_url", "audio": return places(for: .audio, count: 1, given: []).first
    default: return nil
    }
  }
}

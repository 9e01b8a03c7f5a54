import FalProtocol
import JSON
import MediaFiles
import ModelSchema

/// The files that a stand-in makes.
extension GeneralWork {
  /// A file of a kind.
  /// - Parameters:
  ///   - name: of the field that it is for: `fbx` wants another mesh than `glb`.
  ///   - part: which of the files; each has a seed of its own.
  /// - Returns: nil for what the sandbox cannot make.
  func made(
    _ kind: MediaKind, name: String, part: Int
  ) throws(PlatformError) -> (file: MadeFile, size: PixelSize?)? {
    let provenance = call.provenance(prompt, part: part)
    switch kind {
    case .image:
      let size = try size(longestSide: 1024)
      guard let picture else { return (Studio.picture(provenance, size, call.pictureFormat), size) }
      return (Studio.promisedEdit([picture], provenance, size, call.pictureFormat), size)
    case .video:
      let clip = Clip(size: try size(longestSide: 1280), seconds: seconds, hasSound: call.flag("generate_audio"))
      return (Studio.promisedClip(clip, from: picture, provenance), nil)
    case .audio: return (try sound(provenance), nil)
    case .mesh: return try mesh(provenance, name: name).map { ($0, nil) }
    case .archive: return (MadeFile(bytes: emptyArchive, contentType: "application/zip", name: "files.zip"), nil)
    case .other:
      let note = Array("made by the sandbox for: \(prompt)\n".utf8)
      return (MadeFile(bytes: note, contentType: "application/octet-stream", name: "\(name).bin"), nil)
    }
  }

  /// What is asked for, or the shape of the picture that was given, or of an
  /// aspect ratio.
  private func size(longestSide: Int) throws(PlatformError) -> PixelSize {
    if let size = try call.imageSize() { return size }
    let ratio = call.text("aspect_ratio").split(separator: ":").compactMap { Int($0) }
    if ratio.count == 2, ratio.allSatisfy({ (1...100).contains($0) }) {
      return PixelSize(width: ratio[0] * 100, height: ratio[1] * 100).fitted(longestSide: longestSide)
    }
    let shape = picture?.size ?? PixelSize(width: longestSide, height: longestSide * (longestSide > 1024 ? 9 : 16) / 16)
    return shape.fitted(longestSide: longestSide)
  }

  /// How long a clip or a sound is to be: `8`, `"8"` and `"8s"` are eight.
  private var seconds: Int {
    let given = call["duration"]
    let whole = given.int ?? given.double.flatMap { Int(exactly: $0.rounded()) }
    return min(max(whole ?? Int((given.string ?? "").prefix(while: \.isNumber)) ?? 5, 1), 30)
  }

  private func sound(_ provenance: Provenance) throws(PlatformError) -> MadeFile {
    if category.hasSuffix("speech") {
      let setting = SoundSetting(format: "mp3", sampleRate: 32000, bitRate: 128_000, channels: 1)
      let voice = VoiceSetting(name: call.text("voice"), speed: 1, volume: 1, pitch: 0)
      return try Studio.speech(provenance, voice: voice, sound: setting).file
    }
    return Studio.music(provenance, seconds: seconds)
  }

  private func mesh(_ provenance: Provenance, name: String) throws(PlatformError) -> MadeFile? {
    let files = try Studio.mesh(provenance, isTextured: true)
    switch name {
    case _ where name.contains("obj"): return files.obj
    case _ where ["fbx", "usdz", "stl", "blend", "ply"].contains { name.contains($0) }: return nil
    default: return files.glb
    }
  }

  /// The end of a ZIP file with nothing before it.
  private var emptyArchive: [UInt8] { [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18) }

  /// How much of a unit the run comes to.
  func units(in unit: String) -> Double {
    let words = Set(unit.lowercased().split(separator: " ").map(String.init))
    if !words.isDisjoint(with: ["second", "seconds"]), !words.contains("compute") { return Double(seconds) }
    if !words.isDisjoint(with: ["image", "images"]) { return Double(call.count("num_images")) }
    if words.contains("characters") { return Double(prompt.unicodeScalars.count) / (words.contains("1000") ? 1000 : 1) }
    return 1
  }
}

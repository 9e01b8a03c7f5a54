package import MediaFiles

/// Makes videos: a view that travels over a picture, a caption, a time code
/// and a progress bar, as H.264 in MP4, with or without music.
package enum VideoMaker {
  /// The longest video in pictures; the order count of the stream has no more numbers.
  package static let mostFrames = 16_000

  /// A video.
  ///
  /// - Parameters:
  ///   - picture: what it shows; nil makes a scene out of the prompt.
  ///   - seconds: rounded to whole pictures, at least one, at most `mostFrames`.
  ///   - fps: pictures a second, 1 to 120.
  ///   - size: made even, and clamped to sides from 32 to 4096 pixels.
  ///   - audio: whether there is music.
  package static func make(
    from picture: Picture? = nil, seconds: Double, fps: Int = 24, size: PixelSize, audio: Bool, prompt: String,
    seed: Int, model: String
  ) -> [UInt8] {
    let provenance = Provenance(prompt: prompt, model: model, seed: seed)
    let rate = min(max(fps, 1), 120)
    let frames = frameCount(seconds, rate)
    let layout = VideoLayout(provenance, size: size)
    let stream = H264Stream(columns: layout.columns, rows: layout.rows, visible: layout.visible, rate: rate)
    let pictures = encode(picture, provenance, layout, frames, rate)
    let sound = audio ? soundtrack(provenance, seconds: Double(frames) / Double(rate)) : nil
    let video = MP4Track.video(stream, pictures: pictures)
    let movie = MP4Movie(
      tracks: [video] + (sound.map { [$0] } ?? []), timescale: rate * MP4Track.ticks,
      duration: frames * MP4Track.ticks, comment: provenance.comment)
    return movie.bytes
  }

  private static func frameCount(_ seconds: Double, _ rate: Int) -> Int {
    let frames = seconds * Double(rate)
    return frames.isNaN ? 1 : Int(min(max(frames.rounded(), 1), Double(mostFrames)))
  }

  /// One NAL unit for each picture.
  private static func encode(
    _ picture: Picture?, _ provenance: Provenance, _ layout: VideoLayout, _ frames: Int, _ rate: Int
  ) -> [[UInt8]] {
    var generator = provenance.generator(for: "video")
    let palette = Palette(PromptWords(provenance.prompt), &generator)
    let motion = VideoMotion(
      layout: layout, frameCount: frames, rate: rate, returns: generator.unit() < 0.4)
    let whole = VideoPainter(layout: layout, accent: palette.accent).picture(of: scene(picture, provenance, layout))
    let first = IntraPictureWriter(PlanarPicture(whole), tolerance: 2).write()
    return [first]
      + (1..<max(frames, 1)).map { frame in
        MovedPictureWriter(columns: layout.columns, rows: motion.rows(frame: frame)).write(number: frame)
      }
  }

  /// What is seen and what comes into view. A given picture fills it; where it
  /// is too high more is cut off above, so that its middle stands above the panel.
  private static func scene(_ picture: Picture?, _ provenance: Provenance, _ layout: VideoLayout) -> Picture {
    let size = PixelSize(width: layout.visible.width + layout.travel, height: layout.visible.height)
    if let picture {
      let whole = picture.scaled(to: picture.covering(size))
      return whole.cropped(
        x: max(whole.width - size.width, 0) / 2, y: max(whole.height - size.height, 0) * 3 / 4, to: size)
    }
    var scene = Picture(size: size)
    scene.withCanvas { canvas in
      var painter = LandscapePainter(provenance, on: canvas, covered: size.height - layout.panelTop * 16)
      painter.paint()
    }
    return scene
  }

  private static func soundtrack(_ provenance: Provenance, seconds: Double) -> MP4Track? {
    let sound = MusicMaker.make(
      prompt: provenance.prompt, seed: provenance.seed, model: provenance.model,
      seconds: seconds + 0.1, sampleRate: 44100, channels: 2)
    return MP4Track.audio(sound, seconds: seconds)
  }
}

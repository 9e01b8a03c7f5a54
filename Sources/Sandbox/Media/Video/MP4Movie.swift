import MediaFiles

/// An MP4 file: its description first, so that a player can start at once,
/// then the samples of each track in one piece.
struct MP4Movie {
  let tracks: [MP4Track]
  /// Units a second of the movie's time.
  let timescale: Int
  /// In units of the movie's time.
  let duration: Int
  let comment: String

  /// The whole file.
  var bytes: [UInt8] {
    let type = MP4Box.box(
      "ftyp", Array("isom".utf8), MP4Box.numbers(0x200), Array("isomiso2avc1mp41".utf8))
    // Offsets do not change the description's length, so the first may be wrong.
    let length = description(dataStart: 0).count
    var file = type + description(dataStart: type.count + length + 8)
    let data = tracks.reduce(0) { $1.samples.reduce($0) { $0 + $1.count } }
    file.reserveCapacity(file.count + data + 8)
    file.appendBigEndian(data + 8, bytes: 4)
    file.append(text: "mdat")
    for sample in tracks.lazy.flatMap(\.samples) { file += sample }
    return file
  }

  private func description(dataStart: Int) -> [UInt8] {
    var (start, boxes) = (dataStart, [UInt8]())
    for (index, track) in tracks.enumerated() {
      boxes += self.track(track, id: index + 1, dataStart: start)
      start += track.samples.reduce(0) { $0 + $1.count }
    }
    return MP4Box.box("moov", header, boxes, userData)
  }

  private var header: [UInt8] {
    MP4Box.fullBox(
      "mvhd", MP4Box.numbers(0, 0, timescale, duration, 0x10000), MP4Box.shorts(0x100), MP4Box.zeros(10),
      MP4Box.unityMatrix, MP4Box.zeros(24), MP4Box.numbers(tracks.count + 1))
  }

  /// The comment as iTunes writes it, which players and probes read.
  private var userData: [UInt8] {
    let handler = MP4Box.fullBox("hdlr", MP4Box.zeros(4), Array("mdirappl".utf8), MP4Box.zeros(9))
    let data = MP4Box.box("data", MP4Box.numbers(1, 0), Array(comment.utf8))
    return MP4Box.box(
      "udta", MP4Box.fullBox("meta", handler, MP4Box.box("ilst", MP4Box.box("\u{A9}cmt", data))))
  }

  private func track(_ track: MP4Track, id: Int, dataStart: Int) -> [UInt8] {
    let isSound = track.handler == "soun"
    let head = MP4Box.fullBox(
      "tkhd", flags: 3, MP4Box.numbers(0, 0, id, 0, duration, 0, 0),
      MP4Box.shorts(0, isSound ? 1 : 0, isSound ? 0x100 : 0, 0), MP4Box.unityMatrix,
      MP4Box.numbers(track.size.width << 16, track.size.height << 16))
    let edit = MP4Box.fullBox("elst", MP4Box.numbers(1, duration, track.lead, 0x10000))
    return MP4Box.box("trak", head, MP4Box.box("edts", edit), media(track, dataStart: dataStart))
  }

  private func media(_ track: MP4Track, dataStart: Int) -> [UInt8] {
    let length = track.samples.count * track.sampleDuration
    let undetermined = 0x55C4
    let head = MP4Box.fullBox("mdhd", MP4Box.numbers(0, 0, track.timescale, length), MP4Box.shorts(undetermined, 0))
    let name = track.handler == "soun" ? "Sound" : "Video"
    let handler = MP4Box.fullBox(
      "hdlr", MP4Box.zeros(4), Array(track.handler.utf8), MP4Box.zeros(12), Array(name.utf8), [0])
    let kind =
      track.handler == "soun"
      ? MP4Box.fullBox("smhd", MP4Box.zeros(4)) : MP4Box.fullBox("vmhd", flags: 1, MP4Box.zeros(8))
    let source = MP4Box.fullBox("dref", MP4Box.numbers(1), MP4Box.fullBox("url ", flags: 1))
    return MP4Box.box(
      "mdia", head, handler,
      MP4Box.box("minf", kind, MP4Box.box("dinf", source), samples(track, dataStart: dataStart)))
  }

  private func samples(_ track: MP4Track, dataStart: Int) -> [UInt8] {
    let count = track.samples.count
    let starts = track.startsAtFirstOnly ? MP4Box.fullBox("stss", MP4Box.numbers(1, 1)) : []
    return MP4Box.box(
      "stbl", MP4Box.fullBox("stsd", MP4Box.numbers(1), track.sampleEntry),
      MP4Box.fullBox("stts", MP4Box.numbers(1, count, track.sampleDuration)), starts,
      MP4Box.fullBox("stsc", MP4Box.numbers(1, 1, count, 1)),
      MP4Box.fullBox("stsz", MP4Box.numbers(0, count), MP4Box.numbers(track.samples.map(\.count))),
      MP4Box.fullBox("stco", MP4Box.numbers(1, dataStart)))
  }
}

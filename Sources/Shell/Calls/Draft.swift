import Diagnostics
import FalClient
import FalProtocol
import JSON

/// A request before it is sent: what the arguments come to by the model's
/// schema.
struct Draft: Sendable {
  /// A file that has still to be uploaded, and where its URL goes.
  struct Attachment: Sendable, Hashable {
    var path: JSONPath
    var file: LocalFile
  }

  var model: Model
  var input: JSON = .object([:])
  var attachments: [Attachment] = []
  var options = CallOptions()
  /// Where each part of the input was written: a `detail[].loc` of the
  /// platform leads back to it.
  var places: [JSONPath: SourceRange] = [:]
  /// What went where by itself: `images[0] → start_image_url`.
  var connections: [String] = []
  /// The connection that it goes over; nil: a request of its own.
  var line: RealtimeModel?
  /// Request ids of the results that went in.
  var parents: [String] = []

  /// The input as it is shown and written down while its files are nowhere
  /// else yet: they go by their names.
  var namedInput: JSON {
    var input = input
    for attachment in attachments { _ = input.set(.string("@" + attachment.file.path), at: attachment.path) }
    return input
  }

  /// The place of the argument that set `path`, or what holds it.
  func place(of path: JSONPath) -> SourceRange? {
    var steps = path.steps
    while true {
      if let place = places[JSONPath(steps)] { return place }
      guard steps.popLast() != nil else { return nil }
    }
  }
}

import JSON

extension OutputShape {
  /// The fields with the files that a result is going to be about, in the
  /// platform's order: no thumbnails, no masks, no mesh twice.
  package var primaryFields: [Field] {
    let fields = fields.filter { $0.media != nil }
    let media = fields.map { field in
      Media(kind: field.media ?? .other, url: field.name, path: JSONPath(key: field.name), isPrimary: true)
    }
    return zip(fields, media.markingPrimary()).filter(\.1.isPrimary).map(\.0)
  }
}

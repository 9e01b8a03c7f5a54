package import JSON

/// What the catalogue says of one model. A model may be listed with hardly
/// anything said of it.
package struct ModelEntry: Sendable, Hashable {
  package let id: EndpointID
  package var title: String?
  /// Free text: the set is open.
  package var category: String?
  package var summary: String?
  package var isDeprecated = false
  package var tags: [String] = []
  /// When it was added, and last changed; ISO 8601 as sent.
  package var date: String?
  package var updatedAt: String?
  package var thumbnailURL: String?
  /// `inference` or `training`.
  package var kind: String?
  /// `commercial`, `research` or `private`.
  package var license: String?
  /// What one of these takes, in minutes.
  package var durationEstimate: Double?
  package var streamURL: String?
  /// The OpenAPI document, if it was asked for and could be had.
  package var document: JSON?

  package init(id: EndpointID) { self.id = id }

  /// - Throws: `WireFault.missing("endpoint_id")`, also for an id that
  ///   follows no grammar.
  package init(json: JSON) throws(WireFault) {
    guard let id = json["endpoint_id"]?.string.flatMap({ try? EndpointID($0) }) else { throw .missing("endpoint_id") }
    self.id = id
    let metadata = json["metadata"] ?? .null
    title = metadata["display_name"]?.string
    category = metadata["category"]?.string
    summary = metadata["description"]?.string
    isDeprecated = metadata["status"]?.string == "deprecated"
    tags = metadata["tags"]?.array?.compactMap(\.string) ?? []
    date = metadata["date"]?.string
    updatedAt = metadata["updated_at"]?.string
    thumbnailURL = metadata["thumbnail_url"]?.string
    kind = metadata["kind"]?.string
    license = metadata["license_type"]?.string
    durationEstimate = metadata["duration_estimate"]?.double
    streamURL = metadata["stream_url"]?.string
    // An expansion that failed puts an error in the document's place.
    if let openAPI = json["openapi"], openAPI["paths"] != nil { document = openAPI }
  }

  /// The entry as it is sent.
  package var json: JSON {
    var metadata: JSONObject = [
      "display_name": .string(title ?? id.description), "category": .string(category ?? "unknown"),
      "description": .string(summary ?? ""), "status": isDeprecated ? "deprecated" : "active",
      "tags": .array(tags.map(JSON.string)), "updated_at": .string(updatedAt ?? date ?? ""), "is_favorited": .null,
      "thumbnail_url": .string(thumbnailURL ?? ""), "model_url": .string("https://fal.run/\(id)"),
      "date": .string(date ?? ""), "highlighted": false, "pinned": false,
    ]
    metadata["kind"] = kind.map(JSON.string)
    metadata["license_type"] = license.map(JSON.string)
    metadata["duration_estimate"] = durationEstimate.map { JSON($0) }
    metadata["stream_url"] = streamURL.map(JSON.string)
    var members: JSONObject = ["endpoint_id": .string(id.description), "metadata": .object(metadata)]
    members["openapi"] = document
    return .object(members)
  }
}

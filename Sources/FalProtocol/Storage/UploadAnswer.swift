package import JSON

/// What the storage answers to an upload, or to the start of one in parts.
package struct UploadAnswer: Sendable, Hashable {
  /// Where the file can be read; its host may differ from the upload's.
  package let accessURL: String
  /// The name of an upload in parts.
  package let uploadID: String?

  package init(accessURL: String, uploadID: String? = nil) {
    self.accessURL = accessURL
    self.uploadID = uploadID
  }

  /// - Throws: `WireFault.missing("access_url")`, also where that is no URL.
  package init(json: JSON) throws(WireFault) {
    guard let url = json["access_url"]?.string, WireURL(url) != nil else { throw .missing("access_url") }
    accessURL = url
    uploadID = json["uploadId"]?.string ?? json["upload_id"]?.string
  }

  /// The answer as it is sent.
  package var json: JSON {
    var members: JSONObject = ["access_url": .string(accessURL)]
    if let uploadID { members["uploadId"] = .string(uploadID) }
    return .object(members)
  }
}

/// The answer to an upload that asks first where to put the file.
package struct InitiatedUpload: Sendable, Hashable {
  package let fileURL: String
  package let uploadURL: String

  package init(fileURL: String, uploadURL: String) {
    self.fileURL = fileURL
    self.uploadURL = uploadURL
  }

  /// - Throws: `WireFault.missing` for `file_url` or `upload_url`.
  package init(json: JSON) throws(WireFault) {
    guard let fileURL = json["file_url"]?.string else { throw .missing("file_url") }
    guard let uploadURL = json["upload_url"]?.string else { throw .missing("upload_url") }
    self.init(fileURL: fileURL, uploadURL: uploadURL)
  }

  /// The answer as it is sent.
  package var json: JSON { ["file_url": .string(fileURL), "upload_url": .string(uploadURL)] }
}

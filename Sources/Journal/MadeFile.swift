/// A file that came of a job, as far as this machine knows it.
package struct MadeFile: Sendable, Hashable {
  /// The platform's name for the job.
  package let requestID: String
  /// Where the platform keeps it.
  package let url: String
  /// Where it was saved, absolute; nil if it never was.
  package let path: String?

  package init(requestID: String, url: String, path: String?) {
    self.requestID = requestID
    self.url = url
    self.path = path
  }
}

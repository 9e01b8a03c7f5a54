/// By what a job is known again where the same is asked for once more.
package struct JobStep: Sendable, Hashable {
  /// What its model looked like, by its hash.
  package struct Document: Sendable, Hashable {
    package var hash: String
    package var text: String

    package init(hash: String, text: String) {
      self.hash = hash
      self.text = text
    }
  }

  /// Of model, input and files; whatever the caller uses, but always it.
  package var key: String
  /// nil if the model has none.
  package var document: Document?

  package init(key: String, document: Document?) {
    self.key = key
    self.document = document
  }
}

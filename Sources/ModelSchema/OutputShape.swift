/// What a result is going to look like.
package struct OutputShape: Sendable, Equatable {
  /// One top-level member of the result.
  package struct Field: Sendable, Equatable {
    package let name: String
    package let type: ValueType
    package let isRequired: Bool
    /// The kind of the files in it; nil if it holds none.
    package let media: MediaKind?
    /// Whether it holds any number of files.
    package let isList: Bool
    /// Whether it is the result's text.
    package let isText: Bool
  }

  /// In the platform's order; empty if the document says nothing.
  package let fields: [Field]
}

/// A record with known fields.
package struct RecordType: Sendable, Equatable {
  /// What to make of members that are no fields.
  package enum OtherMembers: Sendable, Equatable {
    /// The document says nothing: the platform drops them, so that one is
    /// probably a slip of the pen.
    case ignored
    case allowed
    case forbidden
  }

  /// The platform's name for it: `ImageSize`.
  package let title: String?
  /// In the platform's order.
  package let fields: [Parameter]
  package let otherMembers: OtherMembers

  package func field(named name: String) -> Parameter? { fields.first { $0.name == name } }

  package var fieldNames: [String] { fields.map(\.name) }
}

extension RecordType {
  /// A record of nothing but a whole width and height, which may be written
  /// `1024x768`.
  package var isSize: Bool {
    fields.count == 2
      && ["width", "height"].allSatisfy { name in
        if case .integer = field(named: name)?.type { true } else { false }
      }
  }

  /// The field that holds where a file of this type is: its `url`, or its
  /// `content` where models in real time send the file itself; nil if it is
  /// no file.
  package var addressField: Parameter? {
    if let url = field(named: "url"), url.type.isFreeText { return url }
    guard let content = field(named: "content"), content.type.isFreeText, field(named: "content_type") != nil else {
      return nil
    }
    return content
  }

  /// A record that stands for a file: it has a `url` and needs no more.
  var isFile: Bool {
    guard let url = field(named: "url"), url.isRequired, url.type.isFreeText else { return false }
    return fields.allSatisfy { !$0.isRequired || $0.name == "url" }
  }
}

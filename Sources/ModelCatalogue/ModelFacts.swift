/// What there is to know of a model before its document is read.
package struct ModelFacts: Sendable, Hashable {
  package enum Standing: String, Sendable, Hashable {
    /// In the platform's list.
    case listed
    /// In the platform's list, as one that will go.
    case deprecated
    /// Only its document is known: it is called as any other, and may be gone.
    case unlisted
  }

  /// The endpoint id: `fal-ai/flux-2/klein/9b`.
  package let id: String
  /// The platform's name for it; empty if it has none.
  package let title: String
  /// The platform's word for what it does: `text-to-image`; empty if unknown.
  package let category: String
  package let standing: Standing
  /// What goes in by itself, from a pipe or without a name.
  package let inputs: [ContentKind]
  /// What the result is about.
  package let outputs: [ContentKind]
  /// Nil if the platform's list of prices has none.
  package let price: ListPrice?

  package init(
    id: String, title: String = "", category: String = "", standing: Standing = .listed, inputs: [ContentKind] = [],
    outputs: [ContentKind] = [], price: ListPrice? = nil
  ) {
    self.id = id
    self.title = title
    self.category = category
    self.standing = standing
    self.inputs = inputs
    self.outputs = outputs
    self.price = price
  }
}

extension ModelFacts {
  /// The model with another price.
  package func priced(_ price: ListPrice) -> ModelFacts {
    ModelFacts(
      id: id, title: title, category: category, standing: standing, inputs: inputs, outputs: outputs, price: price)
  }

  /// What goes in and comes out, guessed from a category where there is no
  /// document: `image-to-video` takes a text as well.
  package static func signature(
    ofCategory category: String
  ) -> (inputs: [ContentKind], outputs: [ContentKind]) {
    switch category {
    case "llm": return ([.text], [.text])
    case "vision": return ([.text, .image], [.text])
    case "training": return ([.archive], [.other])
    default: break
    }
    let parts = category.split(separator: "-")
    guard parts.count == 3, parts[1] == "to", let source = ContentKind(word: parts[0]),
      let target = ContentKind(word: parts[2])
    else { return ([], []) }
    let takesPrompt = source == .text || source == .image || source == .video
    return (takesPrompt && source != .text ? [.text, source] : [source], [target])
  }
}

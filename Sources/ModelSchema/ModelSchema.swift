package import JSON

/// What a model takes and gives, as its OpenAPI document says.
package struct ModelSchema: Sendable {
  /// The endpoint the document is about: `fal-ai/flux-2/klein/9b`.
  package let endpointID: String
  /// The catalogue's word for what it does: `text-to-image`.
  package let category: String?
  /// The request body; nil if the document leaves it open (its reference
  /// leads nowhere), so that anything may be sent.
  package let input: RecordType?
  package let output: OutputShape

  /// Reads a whole OpenAPI document. What it says about single parameters is
  /// never an error: what cannot be understood takes any value.
  /// - Throws: `SchemaError` if it is no document of one endpoint.
  package init(document: JSON) throws(SchemaError) {
    let frame = try DocumentFrame(document)
    let decoder = SchemaDecoder(components: frame.components, category: frame.category)
    endpointID = frame.endpointID
    category = frame.category
    input = decoder.record(frame.input)
    output = OutputShape(fields: decoder.record(frame.output)?.fields ?? [], category: frame.category)
  }

  /// The input's fields, in the order in which the platform shows them.
  package var parameters: [Parameter] { input?.fields ?? [] }

  package func parameter(named name: String) -> Parameter? { input?.field(named: name) }
}

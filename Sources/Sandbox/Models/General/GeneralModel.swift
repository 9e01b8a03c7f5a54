import FalProtocol
import JSON
import MediaFiles
import ModelCatalogue
import ModelSchema

/// Stands in for every model of the catalogue of which the sandbox has no
/// likeness of its own: it gives what the model's output schema promises,
/// made from the words and the first picture of its input.
struct GeneralModel: SandboxModel {
  let listing: ModelListing

  init(_ facts: ModelFacts) {
    listing = ModelListing(
      endpoint: facts.id, displayName: facts.title.isEmpty ? facts.id : facts.title, category: facts.category,
      summary: "a stand-in of the sandbox",
      price: facts.price.flatMap { price in
        price.amount.double.map { ModelListing.Price(perUnit: $0, unit: price.unit) }
      })
  }

  func duration(of input: JSON) -> Double {
    switch listing.category.split(separator: "-").last {
    case "video": 3
    case "3d": 2.5
    case "training": 4
    default: 0.8
    }
  }

  func log(of input: JSON) -> [String] { ["Reading the input", "Working", "Writing the result"] }

  func run(_ call: ModelCall) throws(PlatformError) -> ModelOutput {
    var work = try GeneralWork(call, title: listing.displayName, category: listing.category)
    var body: JSONObject = [:]
    for field in call.schema.output.fields {
      if let value = try work.value(of: field) { body[field.name] = value }
    }
    if body.isEmpty { body["output"] = .string(work.words) }
    return ModelOutput(body: .object(body), billableUnits: work.units(in: listing.price?.unit ?? ""))
  }

  func events(streaming output: JSON) -> [JSON]? {
    guard let text = output["output"]?.string else { return nil }
    return text.growing(by: 3).map { piece in
      piece.isWhole ? output : ["output": .string(piece.text), "partial": true]
    }
  }
}

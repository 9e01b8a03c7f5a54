import FalProtocol
import ModelCatalogue

/// The models of the sandbox, in the order in which the catalogue lists them.
enum Models {
  static let all: [any SandboxModel] = [
    TextToImage(
      listing: ModelListing(
        endpoint: "fal-ai/nano-banana-pro", displayName: "Nano Banana Pro", category: "text-to-image",
        summary: "pictures from words, by shape and resolution", published: "2025-11-20",
        price: .init(perUnit: 0.15, unit: "images"))),
    TextToImage(
      listing: ModelListing(
        endpoint: "fal-ai/flux-2/klein/9b", displayName: "FLUX.2 [klein] 9B", category: "text-to-image",
        summary: "pictures from words, in four steps", published: "2026-01-15",
        price: .init(perUnit: 0.011, unit: "megapixels"))),
    TextToImage(
      listing: ModelListing(
        endpoint: "fal-ai/z-image/turbo", displayName: "Z Image Turbo", category: "text-to-image",
        summary: "pictures from words, quick and cheap", published: "2025-11-26",
        price: .init(perUnit: 0.005, unit: "megapixels"))),
    ImageEdit(
      listing: ModelListing(
        endpoint: "fal-ai/qwen-image-max/edit", displayName: "Qwen Image Max", category: "image-to-image",
        summary: "changes one to three pictures as words say", published: "2026-01-27",
        price: .init(perUnit: 0.075, unit: "images"))),
    ImageToVideo(
      listing: ModelListing(
        endpoint: "fal-ai/kling-video/o3/pro/image-to-video", displayName: "Kling O3 Image to Video [Pro]",
        category: "image-to-video", summary: "moves a picture, towards a last frame if one is given",
        published: "2026-02-04", price: .init(perUnit: 0.14, unit: "seconds"))),
    TextToVideo(
      listing: ModelListing(
        endpoint: "fal-ai/veo3.1", displayName: "Veo 3.1", category: "text-to-video",
        summary: "clips from words, with sound", published: "2025-10-08", price: .init(perUnit: 0.4, unit: "seconds"))),
    Speech(
      listing: ModelListing(
        endpoint: "fal-ai/minimax/speech-2.8-turbo", displayName: "MiniMax Speech 2.8 [Turbo]",
        category: "text-to-speech", summary: "speaks a text in many voices", published: "2026-02-04",
        price: .init(perUnit: 0.06, unit: "1000 characters"))),
    Transcription(
      listing: ModelListing(
        endpoint: "fal-ai/nemotron/asr", displayName: "Nemotron", category: "audio-to-text",
        summary: "writes down what is said", published: "2026-01-19", price: nil)),
    TextTo3D(
      listing: ModelListing(
        endpoint: "fal-ai/hunyuan-3d/v3.1/rapid/text-to-3d", displayName: "Hunyuan 3d", category: "text-to-3d",
        summary: "meshes from words", published: "2026-01-29", price: .init(perUnit: 0.015, unit: "units"))),
    LanguageModel(
      listing: ModelListing(
        endpoint: "openrouter/router", displayName: "OpenRouter", category: "llm",
        summary: "answers questions in words", published: "2025-11-12", price: .init(perUnit: 0.01, unit: "units"))),
  ]

  /// The model of an endpoint id: one of its own, or a stand-in for one that
  /// the catalogue has the document of.
  static func model(of endpoint: String) -> (any SandboxModel)? {
    if let own = byEndpoint[endpoint] { return own }
    let catalogue = ModelCatalogue.shipped
    guard catalogue.hasDocument(endpoint) else { return nil }
    return catalogue.entry(endpoint).map { GeneralModel($0) }
  }

  /// The ids of all models that can be run: the sandbox's own, then those of
  /// the catalogue.
  static let endpoints: [String] =
    all.map(\.listing.endpoint)
    + ModelCatalogue.shipped.entries.map(\.id)
    .filter { byEndpoint[$0] == nil && ModelCatalogue.shipped.hasDocument($0) }

  /// Whether some model's endpoint begins like this one.
  static func hasApplication(of endpoint: EndpointID) -> Bool { applications.contains(endpoint.appPath) }

  private static let applications = Set(endpoints.compactMap { try? EndpointID($0).appPath })

  private static let byEndpoint = Dictionary(
    all.map { ($0.listing.endpoint, $0) }, uniquingKeysWith: { first, _ in first })
}

import FalProtocol
import JSON

/// Answers in words: lists when lists are asked for, a rewritten text when
/// that is asked for, else a short paragraph. The same question always gets
/// the same answer.
struct LanguageModel: SandboxModel {
  /// Dollars a token, asked and answered.
  private static let (askedRate, answeredRate) = (0.3e-6, 2.5e-6)

  let listing: ModelListing

  func duration(of input: JSON) -> Double { 0.7 }

  func log(of input: JSON) -> [String] { [] }

  func run(_ call: ModelCall) throws(PlatformError) -> ModelOutput {
    let prompt = call.text("prompt")
    let reply = Reply(to: prompt, generator: call.provenance(prompt).generatorForWords)
    let output = reply.text.limited(toTokens: call["max_tokens"].int)
    let (asked, answered) = (prompt.tokenCount + call.text("system_prompt").tokenCount, output.tokenCount)
    let cost = Double(asked) * Self.askedRate + Double(answered) * Self.answeredRate
    let usage: JSON = [
      "prompt_tokens": JSON(asked), "completion_tokens": JSON(answered), "total_tokens": JSON(asked + answered),
      "cost": JSONNumber(cost.decimalText).map(JSON.number) ?? .null,
    ]
    let body: JSON = [
      "output": .string(output),
      "reasoning": call.flag("reasoning") ? .string(reply.reasoning) : .null,
      "partial": false,
      "error": .null,
      "usage": usage,
    ]
    return ModelOutput(body: body, billableUnits: cost / (listing.price?.perUnit ?? 1))
  }

  func events(streaming output: JSON) -> [JSON]? {
    guard let text = output["output"]?.string else { return nil }
    return text.growing(by: 3).map { piece in
      piece.isWhole ? output : ["output": .string(piece.text), "partial": true, "error": .null]
    }
  }
}

extension Provenance {
  /// A language model has no seed: the words alone decide.
  fileprivate var generatorForWords: SeededGenerator { SeededGenerator([prompt, model], seed: 0) }
}

extension String {
  /// About four characters make a token.
  fileprivate var tokenCount: Int { (unicodeScalars.count + 3) / 4 }

  fileprivate func limited(toTokens limit: Int?) -> String {
    guard let limit, tokenCount > limit else { return self }
    return String(prefix(limit * 4))
  }

  /// The text as it grows by so many words at a time; the last is the whole.
  func growing(by wordCount: Int) -> [(text: String, isWhole: Bool)] {
    let ends = indices.filter { self[$0] == " " }
    let stops = stride(from: wordCount - 1, to: ends.count, by: wordCount).map { String(self[..<ends[$0]]) }
    return stops.map { ($0, false) } + [(self, true)]
  }
}

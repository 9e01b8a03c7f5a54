import ModelCatalogue
import Terminal

/// The words of the selection guide with what they stand for. Where a screen
/// is too narrow for a line of all of it, what a word is good for goes first,
/// since the word nearly says it; never the price.
struct GuideTable {
  let words: [SelectionGuide.Word]
  /// Newer ones than the catalogue's, by endpoint.
  let prices: [String: ListPrice]

  func lines(width: Int) -> [StyledText] {
    let rows = words.map { [call($0), model($0), price($0)] }
    let whole = Table(rows: zip(rows, words).map { $0 + [use($1)] })
    if let lines = whole.lines(upTo: width) ?? Table(rows: rows).lines(upTo: width) { return lines }
    let heads = Table(rows: words.map { [call($0), use($0)] }).lines(width: width)
    let models = Table(rows: words.map { [model($0), price($0)] }).lines(width: width - 2)
    return zip(heads, models).flatMap { [$0, StyledText("  ") + $1] }
  }

  private func call(_ word: SelectionGuide.Word) -> StyledText {
    StyledText(word.word, .bold) + StyledText(" " + word.arguments)
  }

  private func model(_ word: SelectionGuide.Word) -> StyledText { StyledText(word.model, .model) }

  private func price(_ word: SelectionGuide.Word) -> StyledText {
    let facts = ModelCatalogue.shipped.entry(word.model)
    guard facts?.standing == .listed else { return StyledText("not listed any more", .dim) }
    return StyledText((prices[word.model] ?? facts?.price)?.words ?? "")
  }

  private func use(_ word: SelectionGuide.Word) -> StyledText { StyledText(word.use, .dim) }
}

extension Table {
  /// The lines, if none of them is cut.
  fileprivate func lines(upTo width: Int) -> [StyledText]? {
    let whole = lines(width: .max)
    return whole.allSatisfy { $0.width <= width } ? whole : nil
  }
}

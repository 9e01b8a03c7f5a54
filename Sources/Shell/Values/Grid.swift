import JSON
import Language
import ModelSchema
import Terminal

/// The results of a `sweep`, beside what was different in each.
struct Grid: Handle {
  let axes: [String]
  /// For each run the values of its axes, and its result.
  let runs: [(values: [Value], result: Value)]

  var kindName: String { "list" }
  var json: JSON { .array(runs.map(\.result.json)) }
  var items: [Value]? { runs.map(\.result) }

  func lines(width: Int) -> [StyledText] {
    let columns = [Table.Column("")] + axes.map { Table.Column($0) } + [Table.Column("result")]
    let rows = runs.map { run in
      [StyledText(number(of: run.result), .bold)] + run.values.map { StyledText($0.text ?? $0.json.text) } + [
        StyledText(link(of: run.result), Style.link(link(of: run.result)))
      ]
    }
    return Table(columns: columns, rows: rows).lines(width: width)
  }

  /// What is typed to mean this one: `%7`.
  private func number(of value: Value) -> String {
    guard case .handle(let result as ModelResult) = value, result.origin.jobNumber > 0 else { return "" }
    return "%\(result.origin.jobNumber)"
  }

  private func link(of value: Value) -> String {
    guard case .handle(let result as ModelResult) = value else { return value.text ?? value.json.text }
    return result.primaryMedia.first?.url ?? result.text ?? result.output.text
  }
}

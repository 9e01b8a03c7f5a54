/// A part of the table, with its heading and what is to be said of it.
struct Section: Sendable {
  let title: String
  var figures: [Figure] = []
  var remarks: [String] = []

  var lines: [String] {
    let head = ["", padded(title, 48) + "    figure       aim  ratio"]
    return head + figures.map(line) + remarks.map { "  " + $0 }
  }

  private func line(_ figure: Figure) -> String {
    let columns = "  " + padded(figure.what, 46) + aligned(figure.value, 10) + aligned(figure.aim, 10)
    let line = columns + aligned(figure.ratio, 7) + (figure.note.isEmpty ? "" : "  " + figure.note)
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func aligned(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

import JSON
import Language
import Terminal

/// Data with a layout of its own for a person: a table of jobs, a help page.
struct Sheet: Handle {
  let json: JSON
  let lines: [StyledText]
  let kindName: String
  let text: String?
  /// Words for a person: a program gets them too, not their JSON.
  var isProse: Bool { kindName == "help" }

  init(_ json: JSON, kind: String, text: String? = nil, lines: [StyledText]) {
    self.json = json
    self.lines = lines
    self.text = text
    kindName = kind
  }
}

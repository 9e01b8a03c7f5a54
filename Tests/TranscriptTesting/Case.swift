import Testing

extension Transcript {
  /// One conversation, from a fresh start.
  package struct Case: Sendable, CustomTestStringConvertible {
    /// The file that holds the case.
    package let path: String
    package let title: String
    /// Of the line that starts the case, counted from 1.
    package let lineNumber: Int
    package let notation: Notation
    /// The set-up that the case asks for, in its order.
    package let directives: [Directive]
    package let steps: [Step]

    /// The arguments of all directives of a name.
    package func arguments(of directive: String) -> [String] {
      directives.filter { $0.name == directive }.map(\.argument)
    }

    package var testDescription: String { "\(title) (\(path.lastComponent):\(lineNumber))" }
  }

  /// `//name argument`: set-up, which the running test knows by name.
  package struct Directive: Sendable, Hashable {
    package let name: String
    /// The rest of the line; empty if there is none.
    package let argument: String
  }

  /// Something typed, and what is to be seen then.
  package struct Step: Sendable, Hashable {
    /// Lines divided by newlines, none at the end.
    package let input: String
    /// Line by line, without newlines.
    package let expected: [String]
    /// Of the input's first line in the file, counted from 1.
    package let lineNumber: Int
    /// Where `expected` stands in the file: indices of lines, from 0.
    let expectedLines: Range<Int>
  }
}

extension String {
  var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }
}

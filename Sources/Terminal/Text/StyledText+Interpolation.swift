extension StyledText: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) {
    self.init(value)
  }

  package init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.text
  }

  /// `"\(value)"` is plain, `"\(value, .bold)"` is not, and a styled text
  /// keeps its looks.
  package struct StringInterpolation: StringInterpolationProtocol, Sendable {
    fileprivate var text = StyledText()

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      text.append(Span(literal))
    }

    package mutating func appendInterpolation(_ value: StyledText) {
      text.append(value)
    }

    package mutating func appendInterpolation(_ value: some CustomStringConvertible, _ style: Style = .plain) {
      text.append(Span(value.description, style))
    }
  }
}

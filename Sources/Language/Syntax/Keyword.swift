/// The words of the language itself. No `def` may be called like one.
enum Keyword: String {
  case `let`, expect, `return`, `break`, `continue`, def, param
  case `if`, `else`, `for`, `try`, `catch`, retry
  case `true`, `false`, null
  case not, and, or, `in`

  /// Opens a form, which is a statement that has a value.
  var opensForm: Bool { self == .if || self == .for || self == .try || self == .retry }
  /// Opens a statement that no bracket holds but that of a block.
  var opensLine: Bool { self == .let || self == .def || self == .expect || self == .param }
  /// Opens an expression.
  var opensExpression: Bool { isLiteral || self == .not }
  /// Is a value.
  var isLiteral: Bool { self == .true || self == .false || self == .null }
}

extension Parser {
  /// Whether a word is one of the language itself, so that nothing else can
  /// be called like it.
  package static func isReserved(_ word: String) -> Bool { Keyword(rawValue: word) != nil }
}

extension BinaryOperator {
  /// How strongly it binds, from 1. Operators that are not next to one
  /// another bind differently.
  var strength: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained: Self.comparisonStrength
    case .coalesce: 4
    case .plus, .minus: 5
    case .times, .divide: 6
    }
  }

  static let comparisonStrength = 3

  var isComparison: Bool { strength == Self.comparisonStrength }
}

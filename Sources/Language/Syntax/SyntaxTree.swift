package import Diagnostics

/// Something with the place it was written at.
package struct Located<Wrapped: Sendable>: Sendable {
  package var value: Wrapped
  package var range: SourceRange

  package init(_ value: Wrapped, _ range: SourceRange) {
    self.value = value
    self.range = range
  }
}

extension Located: Equatable where Wrapped: Equatable {}
extension Located: Hashable where Wrapped: Hashable {}

/// A whole script, paste or line.
package struct Program: Sendable {
  package var parameters: [ParameterDeclaration]
  package var statements: [Statement]
  /// `#` comments and `##` narration, in the order of the text.
  package var comments: [Comment]

  package init(parameters: [ParameterDeclaration], statements: [Statement], comments: [Comment]) {
    self.parameters = parameters
    self.statements = statements
    self.comments = comments
  }
}

package struct Comment: Sendable, Hashable {
  /// Without its `#` or `##` and the blank behind it.
  package var text: String
  package var isNarration: Bool
  package var range: SourceRange
}

/// `param subject: text = "a red fox"    ## what to draw`
package struct ParameterDeclaration: Sendable {
  package var name: Located<String>
  /// `text int number bool file list record`; nil: as the default is.
  package var type: Located<String>?
  package var defaultValue: Expression?
  /// The `##` text on its line, or on the lines just above.
  package var narration: String?
  package var range: SourceRange
}

package struct Statement: Sendable {
  package indirect enum Kind: Sendable {
    case bind(name: Located<String>, Pipeline)
    case expect(Expression)
    case `return`(Pipeline?)
    case `break`
    case `continue`
    case define(Definition)
    case pipeline(Pipeline)
  }

  package var kind: Kind
  package var range: SourceRange
}

/// `def name(a, b = 2) { … }`
package struct Definition: Sendable {
  package struct Formal: Sendable {
    package var name: Located<String>
    package var defaultValue: Expression?
  }

  package var name: Located<String>
  package var formals: [Formal]
  package var body: Block
  package var narration: String?
}

package struct Block: Sendable {
  package var statements: [Statement]
  /// With its braces.
  package var range: SourceRange
}

package struct Pipeline: Sendable {
  package indirect enum Head: Sendable {
    case form(Form)
    case expression(Expression)
    case call(CallSyntax)
    /// `!command`: the rest of the line as it is.
    case shell(Located<String>)
  }

  package var head: Head
  /// What stands behind the first `|`.
  package var calls: [CallSyntax]
  /// `… | !command`.
  package var shell: Located<String>?
  /// Ends in `&`.
  package var isBackground: Bool
  package var range: SourceRange
}

package struct Form: Sendable {
  package indirect enum Kind: Sendable {
    case `if`([Branch], otherwise: Block?)
    case `for`(name: Located<String>, in: Expression, Block)
    case `try`(Block, name: Located<String>?, catch: Block)
    case retry(count: Expression, Block)
  }

  package struct Branch: Sendable {
    package var condition: Expression
    package var block: Block
  }

  package var kind: Kind
  package var range: SourceRange
}

/// A command, `def`, alias or model with what it is given.
package struct CallSyntax: Sendable {
  /// As it was written: `fal-ai/veo3.1`, `save`.
  package var name: Located<String>
  package var arguments: [ArgumentSyntax]
  package var range: SourceRange
}

package struct ArgumentSyntax: Sendable {
  package indirect enum Kind: Sendable {
    case positional(Expression)
    /// `name=value`, `image_size.width=1024`, and with `isRaw` `name:=JSON`.
    /// An empty value (`name=`) is nil.
    case parameter(path: Located<[Step]>, isRaw: Bool, value: Expression?)
    /// `--name`, `--name=value`; `-n` has a name of one letter. A value
    /// divided by a blank is the positional argument that follows.
    case option(name: Located<String>, value: Expression?)
    case block(Block)
  }

  package var kind: Kind
  package var range: SourceRange
}

/// One step into a value: `.field`, `[0]`, `[1..2]`, `[$i]`, `[*]`. The
/// first step of a parameter's path is its name.
package enum Step: Sendable {
  case field(String)
  case index(Int)
  case range(RangeBound, RangeBound)
  case variable(String, [Step])
  case all
}

package enum RangeBound: Sendable {
  case number(Int)
  case variable(String, [Located<Step>])
}

package struct Expression: Sendable {
  /// An operator, and what stands to its right.
  package struct Link: Sendable {
    package var operation: Located<BinaryOperator>
    package var operand: Expression
  }

  package indirect enum Kind: Sendable {
    /// Anything unquoted; what it is depends on where it stands.
    case word(String)
    case string(StringLiteral)
    case range(RangeBound, RangeBound)
    case variable(String, [Located<Step>])
    /// `%` (nil) or `%3`.
    case job(Int?, [Located<Step>])
    /// `@path`, `@"path with $names"`.
    case file(StringLiteral)
    case parenthesized(Pipeline, [Located<Step>])
    case list([Expression])
    case record([(key: Located<String>, value: Expression)])
    case not(Expression)
    /// Operators that bind equally, from left to right: `1 + 2 - 3`. They are
    /// side by side, so that no chain is too long for a walk through the tree.
    case chain(Expression, [Link])
  }

  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// A text with its escapes resolved and its holes parsed.
package struct StringLiteral: Sendable {
  package enum Quotes: Sendable, Hashable { case none, double, single, tripleDouble, tripleSingle }

  package indirect enum Piece: Sendable {
    case text(String)
    /// `$name`, `${name.path[0]}`.
    case variable(String, [Located<Step>], SourceRange)
    /// `$( … )`.
    case pipeline(Pipeline, SourceRange)
  }

  package var quotes: Quotes
  package var pieces: [Piece]
  package var range: SourceRange

  /// The text, if nothing in it has to be evaluated.
  package var literal: String? {
    var text = ""
    for piece in pieces {
      guard case .text(let part) = piece else { return nil }
      text += part
    }
    return text
  }
}

/// From the weakest to the strongest binding.
package enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
  case or, and
  case equal = "==", notEqual = "!="
  case less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  case contained = "in"
  case coalesce = "??"
  case plus = "+", minus = "-"
  case times = "*", divide = "/"
}

package import Diagnostics

/// Whatever can stand at the beginning of a stage: a command, a model, an
/// alias, a `def`. It is all that the evaluator knows of any of them.
package protocol Callable: Sendable {
  /// Runs it.
  /// - Throws: `Failure`, whose diagnostic is placed at the call's name if it
  ///   has no place of its own; `CancellationError`.
  func call(_ invocation: Invocation) async throws -> Value

  /// Finds what is wrong without running anything. Arguments that cannot be
  /// known yet are `.unknown`.
  func check(_ invocation: Invocation) async -> [Diagnostic]

  /// What the call gives, as far as can be known without running anything.
  /// - Parameter invocation: as in `check`; a block among its arguments
  ///   knows the shape of its value.
  func shape(of invocation: Invocation) async -> Shape

  /// What a block among the arguments sees beside the names around the call.
  func blockContext(of invocation: Invocation) -> BlockContext

  /// What the call leaves behind for the statements that follow it.
  func declarations(of invocation: Invocation) async -> Declarations

  /// Whether a call may write files, so that none of what comes behind it
  /// can be called missing.
  var writesFiles: Bool { get }
}

extension Callable {
  package func check(_ invocation: Invocation) async -> [Diagnostic] { [] }
  package func shape(of invocation: Invocation) async -> Shape { .anything }
  package func blockContext(of invocation: Invocation) -> BlockContext { BlockContext(input: .anything) }
  package func declarations(of invocation: Invocation) async -> Declarations { Declarations() }
  package var writesFiles: Bool { false }
}

/// What a command gives a block that it runs, while checking.
package struct BlockContext: Sendable {
  /// What `$in` is in it; nil: what it is around the call.
  package var input: Shape?
  /// Names that only the block sees.
  package var bindings: [String: Shape]

  package init(input: Shape?, bindings: [String: Shape] = [:]) {
    self.input = input
    self.bindings = bindings
  }
}

/// A call with its arguments evaluated.
package struct Invocation: Sendable {
  package enum Input: Sendable {
    /// The stage is the first of its pipeline.
    case none
    case value(Value)
    /// Something is piped in that is not there yet (while checking).
    case unknown(Shape)
  }

  package var name: Located<String>
  package var arguments: [Argument]
  package var input: Input
  /// The name that the call alone is the value of, while checking: `let m =
  /// fal-ai/veo3.1`.
  package var boundName: String?
  /// The first words that the statements before have given a meaning to,
  /// while checking: a command may be given one.
  package var declared: [String: any Callable] = [:]
  /// Whether the statements before may have written files, while checking:
  /// then one that is not there may come.
  package var filesMayCome = false
  /// Where what is piped in was written; nil if nothing is.
  package var inputRange: SourceRange?
  /// The stage says itself where the piped value goes, by naming `$in`.
  package var namesInput: Bool
  /// The whole stage.
  package var range: SourceRange
  package var source: SourceText
  /// The round of the innermost `each` or `for` around the call, counted
  /// from 0; nil if there is none.
  package var round: Int?

  package init(
    name: Located<String>, arguments: [Argument], input: Input = .none, inputRange: SourceRange? = nil,
    namesInput: Bool = false, range: SourceRange, source: SourceText, round: Int? = nil
  ) {
    self.name = name
    self.arguments = arguments
    self.input = input
    self.inputRange = inputRange
    self.namesInput = namesInput
    self.range = range
    self.source = source
    self.round = round
  }
}

package struct Argument: Sendable {
  package enum Role: Sendable {
    case positional
    /// `name=value` (`isRaw`: `name:=JSON`); the path's first step is the
    /// parameter's name. Variables in it are resolved.
    case parameter([PathStep], isRaw: Bool)
    /// `--name` or `-n`, without its dashes.
    case option(String)
  }

  package enum PathStep: Sendable, Hashable {
    case key(String)
    case index(Int)
  }

  package enum Content: Sendable {
    /// An option without a value.
    case flag
    /// An unquoted word as it was written; the one who is called says what
    /// it is.
    case word(String)
    case value(Value)
    case block(BlockValue)
    /// A value that is not there yet (while checking).
    case unknown(Shape)
  }

  package var role: Role
  package var content: Content
  /// The whole argument, with its name.
  package var range: SourceRange
  /// The name alone (`duraton` of `duraton=5`); the whole of a positional.
  package var nameRange: SourceRange
  /// The value alone; the whole of a positional.
  package var valueRange: SourceRange

  package init(
    _ role: Role, _ content: Content, range: SourceRange, nameRange: SourceRange? = nil, valueRange: SourceRange? = nil
  ) {
    self.role = role
    self.content = content
    self.range = range
    self.nameRange = nameRange ?? range
    self.valueRange = valueRange ?? range
  }
}

/// A block given as an argument: `each { … }`, `where { … }`.
package struct BlockValue: Sendable {
  /// Runs the block in a scope of its own, where nothing is bound yet but
  /// `$in` (if `input` is given) and `bindings`.
  /// - Returns: the value of the block's last statement.
  package var run: @Sendable (_ input: Value?, _ bindings: [String: Value], _ round: Int?) async throws -> Value
  package var range: SourceRange
  /// What it gives, as far as that is known (while checking).
  package var shape: Shape

  package init(
    range: SourceRange, shape: Shape = .anything,
    run: @escaping @Sendable (_ input: Value?, _ bindings: [String: Value], _ round: Int?) async throws -> Value
  ) {
    self.range = range
    self.shape = shape
    self.run = run
  }
}

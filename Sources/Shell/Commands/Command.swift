import Diagnostics
import Language

/// A command: one type in one file that holds its name, synopsis, help and
/// code. Help, Tab, arity errors and tests all read its manual.
protocol Command: Sendable {
  /// The word that calls it. It stands outside of the manual, so that finding
  /// a command makes no manuals.
  static var name: String { get }

  static var manual: Manual { get }

  init()

  /// Runs the command. It prints nothing: what it has to show is its value.
  /// - Throws: `Failure`; `CancellationError`.
  func run(_ call: CommandCall, in session: Session) async throws -> Value

  /// What is wrong beyond what the manual can tell, before anything runs.
  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic]

  /// What it gives, as far as can be known before anything runs.
  func shape(of call: CommandCall, in session: Session) async -> Shape

  /// What it leaves behind for the statements that follow it.
  func declarations(of call: CommandCall, in session: Session) async -> Declarations

  /// What its block sees.
  func blockContext(of call: CommandCall) -> BlockContext
}

extension Command {
  func check(_ call: CommandCall, in session: Session) async -> [Diagnostic] { [] }
  func shape(of call: CommandCall, in session: Session) async -> Shape { .anything }
  func declarations(of call: CommandCall, in session: Session) async -> Declarations { Declarations() }
  func blockContext(of call: CommandCall) -> BlockContext { BlockContext(input: .anything) }
}

/// What there is to know about a command without running it.
struct Manual: Sendable {
  /// The groups of `help`, in its order.
  enum Group: String, Sendable, CaseIterable { case generate, jobs, models, files, values, session, scripts, shell }

  /// What a command does with what is piped into it.
  enum Input: Sendable, Equatable {
    case none
    case optional
    /// Cannot do without, unless its first parameter stands for it.
    case required
  }

  var name: String
  var group: Group
  /// One line, without a full stop.
  var summary: String
  var input: Input = .none
  var parameters: [any DeclaredParameter] = []
  /// Takes any further `name=value` (the schema of something else types it).
  var takesAnyNamed = false
  /// Leaves files behind.
  var writesFiles = false
  /// Its arguments are typed by something else, a model's schema: they come
  /// unsorted, in the invocation.
  var passesArguments = false
  /// What else to know, in whole sentences.
  var details: String = ""
  /// A transcript: `> ` before what is typed, then what it shows. It is run
  /// as a test.
  var examples: String

  var positionals: [any DeclaredParameter] { parameters.filter { !$0.isNamed } }
  var options: [any DeclaredParameter] { parameters.filter(\.isNamed) }

  /// `save [FILE] [--force]`
  var synopsis: String {
    let start = input == .none ? name : input == .required ? "VALUE | \(name)" : "[VALUE |] \(name)"
    return ([start] + parameters.map(\.synopsis) + (takesAnyNamed ? ["[name=value …]"] : [])).joined(separator: " ")
  }
}

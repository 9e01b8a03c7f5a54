import Sandbox
import TranscriptTesting

@testable import Shell

/// What the directives of a transcript ask for:
///
///     //fault ACTION [on OPERATION] [of ENDPOINT] [at N]
///     //file NAME [TEXT]       a further file; \n begins a line
///     //link NAME TARGET       a symbolic link
///     //key                    the server wants a key that the session lacks
///     //no-key                 the session has no key at all
///     //closed                 nothing listens where the platform should be
///     //script [name=value …]  inputs are scripts
///     //paid                   what is run is paid for
///     //budget DOLLARS         the caller's budget
///     //yes                    the caller consents
///     //answer WORD …          what a person answers when asked, one word a question;
///                              where a key is waited for, its first letter, or `space`
///     //connections N          so many connections there may be
struct Setup: Sendable {
  enum Connection: Sendable { case sandbox, wrongKey, noKey, closed, unknownHost, secure }

  var faults: [Fault] = []
  var files: [(name: String, text: String)] = []
  var links: [(name: String, target: String)] = []
  var connection = Connection.sandbox
  /// Whether the limits of the client pass a hundred times as fast; else only
  /// pauses pass at once.
  var hurries = false
  /// The environment's variables beside `HOME`.
  var variables: [String: String] = [:]
  /// Seconds since 1970.
  var date: @Sendable () -> Double = TestTime.timekeeper.date
  /// The words behind a script's name; nil: inputs are typed at the prompt.
  var scriptArguments: [String]?
  var isPaid = false
  var terms = SpendingTerms()
  var connectionsPerHost = Int.max
  /// nil: there is nobody to ask.
  var answers: [String]?

  init() {}

  /// - Throws: `BadDirective`.
  init(_ directives: [Transcript.Directive]) throws {
    for directive in directives { try add(directive) }
  }

  private mutating func add(_ directive: Transcript.Directive) throws {
    let words = directive.argument.split(separator: " ", maxSplits: 1).map(String.init)
    switch directive.name {
    case "fault": faults.append(try Fault(directive: directive.argument))
    case "file": files.append((words[0], words.count > 1 ? words[1].replacing("\\n", with: "\n") : "hello\n"))
    case "link": links.append((words[0], words[1]))
    case "key": connection = .wrongKey
    case "no-key": connection = .noKey
    case "closed": connection = .closed
    case "script": scriptArguments = directive.argument.split(separator: " ").map(String.init)
    case "paid": isPaid = true
    case "budget": terms.budget = Money(directive.argument)
    case "yes": terms.isConsented = true
    case "answer": answers = directive.argument.split(separator: " ").map(String.init)
    case "connections": connectionsPerHost = Int(directive.argument) ?? .max
    default: throw BadDirective(directive.name)
    }
  }

  /// Whether some request will never be answered.
  var stalls: Bool { faults.contains { if case .stall = $0.action { true } else { false } } }
}

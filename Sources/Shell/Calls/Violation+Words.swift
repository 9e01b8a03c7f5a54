import Diagnostics
import JSON
import ModelSchema

extension Violation {
  /// The words for it: "*x* must be *y*, but is *z*", and the schema's rule
  /// where they do not say all of it.
  func diagnostic(for schema: ModelSchema) -> Diagnostic {
    var diagnostic = words(for: schema)
    if fault.isOfLimits, let parameter = schema.parameter(at: path) {
      let usual = parameter.defaultValue.map { ", default \($0.bareText)" } ?? ""
      diagnostic.notes.append(Diagnostic.Note("\(path): \(parameter.typeSummary)\(usual)"))
    }
    return diagnostic
  }

  private func words(for schema: ModelSchema) -> Diagnostic {
    let name = path.description
    switch fault {
    case .missing: return missing(name, schema)
    case .wrongType(let expected): return said("\(name) must be \(expected.inSentence)\(butIs)")
    case .notOneOf(let choices): return notOneOf(name, choices)
    case .tooSmall(let limit):
      return said("\(name) must be \(limit.isExclusive ? "more than" : "at least") \(limit.value)\(butIs)")
    case .tooLarge(let limit):
      return said("\(name) must be \(limit.isExclusive ? "less than" : "at most") \(limit.value)\(butIs)")
    case .notMultiple(let step): return said("\(name) must be a multiple of \(step)\(butIs)")
    case .tooShort(let minimum): return said("\(name) must have at least \(minimum) characters\(butHas)")
    case .tooLong(let maximum): return said("\(name) must have at most \(maximum) characters\(butHas)")
    case .tooFew(let minimum): return said("\(name) takes at least \(minimum)\(butHas)")
    case .tooMany(let maximum): return said("\(name) takes at most \(maximum)\(butHas)")
    case .pattern(let pattern): return said("\(name) must look like \(pattern)\(butIs)")
    case .unknownParameter(let unknown, let known): return unknownName(unknown, known, schema)
    case .noSuchElement(let count): return said("\(name) skips an element: the next is [\(count)]")
    }
  }

  private func said(_ message: String, help: String? = nil) -> Diagnostic {
    Diagnostic(code: "wrong-value", message, help: help)
  }

  private var butIs: String { actual.map { ", but is \($0.shortText)" } ?? "" }

  private var butHas: String {
    switch actual {
    case .string(let text): ", but has \(text.unicodeScalars.count)"
    case .array(let elements): ", but has \(elements.count)"
    default: ""
    }
  }

  private func missing(_ name: String, _ schema: ModelSchema) -> Diagnostic {
    let parameter = schema.parameter(at: path)
    let what = parameter?.media.map {
      ", \($0.isList ? "a list of \($0.kind.counted(2).dropFirst(2))" : $0.kind.withArticle)"
    }
    let isText = schema.mainText?.name == name
    let help = isText ? "\(schema.endpointID) \"…\"" : parameter?.media != nil ? "@file, or \(name)=URL" : "\(name)=…"
    return Diagnostic(code: "missing-parameter", "\(schema.endpointID) needs \(name)\(what ?? "")", help: help)
  }

  private func notOneOf(_ name: String, _ choices: [JSON]) -> Diagnostic {
    let texts = choices.map { $0.string ?? $0.text }
    let word = actual?.bareText ?? ""
    let list = texts.prefix(16).joined(separator: " ") + (texts.count > 16 ? " …" : "")
    return said("\(name) is one of \(list)\(butIs)").meaning(word.nearest(among: texts), for: word, among: texts)
  }

  private func unknownName(_ unknown: String, _ known: [String], _ schema: ModelSchema) -> Diagnostic {
    let near = unknown.nearest(among: known)
    let place = JSONPath(Array(path.steps.dropLast())).description
    let owner = place.isEmpty ? schema.endpointID : place
    let list = known.prefix(8).joined(separator: " ") + (known.count > 8 ? " …" : "")
    return Diagnostic(
      code: "unknown-parameter", "\(owner) has no parameter '\(unknown)'",
      help: near.map { "did you mean '\($0)'?" } ?? (known.isEmpty ? nil : "it has \(list)"))
  }
}

extension Violation.Fault {
  /// Whether a limit is broken, of which there may be more.
  fileprivate var isOfLimits: Bool {
    switch self {
    case .tooSmall, .tooLarge, .notMultiple, .tooShort, .tooLong, .tooFew, .tooMany: true
    case .missing, .wrongType, .notOneOf, .pattern, .unknownParameter, .noSuchElement: false
    }
  }
}

extension ValueType {
  /// What fits, as an object of a sentence: `a whole number from 1 to 4`.
  fileprivate var inSentence: String {
    let summary = summary()
    switch self {
    case .integer: return "a whole number" + summary.dropFirst("integer".count)
    case .text, .number, .list, .record, .map: return "a " + summary
    case .boolean, .choice, .constant, .union, .anything: return summary
    }
  }
}

extension JSON {
  /// The value without the quotes of a text.
  var bareText: String { string ?? text }

  /// The value for a sentence: texts in quotes, cut where they are long.
  var shortText: String {
    let text = string.map { "'\($0)'" } ?? text
    return text.count > 40 ? text.prefix(39) + "…" : text
  }
}

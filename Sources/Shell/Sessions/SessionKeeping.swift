import Diagnostics
import Journal
import JSON
import Language
import Synchronization

/// Writes down what a person's session has named and set, each time that a
/// line has run; only what has changed is written.
final class SessionKeeping: Sendable {
  private struct Key: Hashable {
    var name: String
    var kind: Binding.Kind
  }

  private struct Written {
    var contents: [Key: String] = [:]
    var settings = Session.Settings().json
  }

  private let written = Mutex(Written())

  /// What is in the journal already.
  func begin(with bindings: [Binding], settings: JSON) {
    written.withLock { written in
      written.settings = settings
      written.contents = [:]
      for binding in bindings { written.contents[Key(name: binding.name, kind: binding.kind)] = binding.content }
    }
  }

  /// Writes down what has changed since the last time.
  func keep(_ session: Session) {
    let bindings = Self.bindings(of: session)
    let settings = session.settings.json
    written.withLock { written in
      let names = Set(bindings.map { Key(name: $0.name, kind: $0.kind) })
      let bound = bindings.filter { written.contents[Key(name: $0.name, kind: $0.kind)] != $0.content }
      let unbound = written.contents.keys.filter { !names.contains($0) }.map { Binding($0.kind, $0.name, "") }
      let changed = settings == written.settings ? nil : settings
      guard !bound.isEmpty || !unbound.isEmpty || changed != nil else { return }
      let isKept: Void? = session.records.attemptInSession { journal, id in
        try journal.keep(bound: bound, unbound: unbound, settings: changed, in: id, at: session.records.date())
      }
      guard isKept != nil else { return }
      written.settings = settings
      for binding in unbound { written.contents[Key(name: binding.name, kind: binding.kind)] = nil }
      for binding in bound { written.contents[Key(name: binding.name, kind: binding.kind)] = binding.content }
    }
  }

  /// The name under which the value of `%` is kept.
  static let latest = "%"

  private static func bindings(of session: Session) -> [Binding] {
    let stored = StoredValue(session: session)
    var bindings = session.scope.names.compactMap { name in
      session.scope[name].map { Binding(.value, name, stored.json(of: $0).text) }
    }
    if let value = session.jobs.latestValue { bindings.append(Binding(.value, latest, stored.json(of: value).text)) }
    return bindings
      + session.scope.definitionNames.compactMap { name in
        session.scope.definition(named: name).map { Binding(.definition, name, $0.definition.text) }
      }
  }
}

extension StoredDefinition {
  /// As it was typed.
  fileprivate var text: String {
    let range = SourceRange(syntax.name.range.start, syntax.body.range.end)
    let narration = syntax.narration.map { $0.split(separator: "\n").map { "## \($0)\n" }.joined() } ?? ""
    return narration + "def " + source[range]
  }
}

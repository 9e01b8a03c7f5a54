import Synchronization

package import Diagnostics

/// The names that statements bind and see. A scope looks outward to its
/// parent for what it does not hold itself.
///
/// Only what keeps its names to itself has a scope of its own: a program, a
/// block given as an argument, a `def`. The blocks of `if`, `for`, `try` and
/// `retry` run in the scope around them.
package final class Scope: Sendable {
  private struct Contents {
    var values: [String: Value] = [:]
    var definitions: [String: StoredDefinition] = [:]
  }

  private let parent: Scope?
  private let contents: Mutex<Contents>

  package init(parent: Scope? = nil) {
    self.parent = parent
    contents = Mutex(Contents())
  }

  private init(parent: Scope?, copying other: Scope) {
    self.parent = parent
    contents = Mutex(other.contents.withLock { $0 })
  }

  /// What a name is bound to, here or further out.
  package subscript(name: String) -> Value? { contents.withLock { $0.values[name] } ?? parent?[name] }

  /// Binds a name in this scope, or binds it anew.
  package func bind(_ name: String, _ value: Value) { contents.withLock { $0.values[name] = value } }

  /// Forgets a name of this scope.
  /// - Returns: whether there was one.
  @discardableResult
  package func unbind(_ name: String) -> Bool { contents.withLock { $0.values.removeValue(forKey: name) } != nil }

  /// All bound names that can be seen from here, sorted.
  package var names: [String] { allNames.sorted() }

  private var allNames: Set<String> { contents.withLock { Set($0.values.keys) }.union(parent?.allNames ?? []) }

  /// Keeps a `def` in this scope, in place of an earlier one of its name.
  package func define(_ definition: StoredDefinition) {
    contents.withLock { $0.definitions[definition.syntax.name.value] = definition }
  }

  /// Forgets a `def` of this scope.
  /// - Returns: whether there was one.
  @discardableResult
  package func undefine(_ name: String) -> Bool {
    contents.withLock { $0.definitions.removeValue(forKey: name) } != nil
  }

  /// The `def` of a name and the scope that holds it, here or further out.
  package func definition(named name: String) -> (definition: StoredDefinition, home: Scope)? {
    if let own = contents.withLock({ $0.definitions[name] }) { return (own, self) }
    return parent?.definition(named: name)
  }

  /// The names of all `def`s that can be seen from here, sorted.
  package var definitionNames: [String] { allDefinitionNames.sorted() }

  private var allDefinitionNames: Set<String> {
    contents.withLock { Set($0.definitions.keys) }.union(parent?.allDefinitionNames ?? [])
  }

  /// What can be seen from here, as it is now. What runs in the background
  /// must not see names that are bound anew after it was started.
  package func snapshot() -> Scope { Scope(parent: parent?.snapshot(), copying: self) }
}

/// A `def` with the text it was read from, which may be an earlier line of
/// the prompt.
package struct StoredDefinition: Sendable {
  package var syntax: Definition
  package var source: SourceText

  package init(_ syntax: Definition, in source: SourceText) {
    self.syntax = syntax
    self.source = source
  }
}

package import Diagnostics

/// Finds what is wrong with a program without running any of it: all that
/// can be known, not the first mistake alone.
package struct Checker: Sendable {
  private let host: any Host
  private let source: SourceText
  private let scope: Scope

  /// - Parameter scope: the names and `def`s that are there already.
  package init(host: any Host, source: SourceText, scope: Scope) {
    self.host = host
    self.source = source
    self.scope = scope
  }

  /// - Returns: errors and warnings in the order of their places, none twice.
  package func check(_ program: Program) async -> [Diagnostic] {
    var check = ProgramCheck(host: host, source: source, scope: scope)
    await check.visit(program)
    var seen: Set<Diagnostic> = []
    return check.diagnostics.enumerated()
      .sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
      .map(\.element)
      .filter { seen.insert($0).inserted }
  }

  /// What is known at a place of a program, which may be unfinished there:
  /// for completion.
  /// - Parameter offset: in bytes of UTF-8.
  package func view(of program: Program, at offset: Int) async -> ProgramView {
    var check = ProgramCheck(host: host, source: source, scope: scope)
    check.viewpoint = offset
    check.onlyLooks = true
    check.look(from: 0)
    await check.visit(program)
    return check.view
  }

  /// What a program leaves behind when it is run where others follow.
  package func declarations(of program: Program) async -> Declarations {
    var check = ProgramCheck(host: host, source: source, scope: scope)
    await check.visit(program)
    return check.declarations
  }
}

extension Diagnostic {
  fileprivate var start: Int { range?.start ?? .max }
}

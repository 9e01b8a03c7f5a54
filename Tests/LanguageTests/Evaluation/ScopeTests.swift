import JSON
import Language
import Testing

@Suite struct ScopeTests {
  @Test func `a scope looks outward and binds in itself`() {
    let outer = Scope()
    outer.bind("a", .data(1))
    let inner = Scope(parent: outer)
    inner.bind("b", .data(2))
    inner.bind("a", .data(3))
    #expect(inner["a"]?.json == 3)
    #expect(outer["a"]?.json == 1)
    #expect(inner.names == ["a", "b"])
    #expect(outer.names == ["a"])
  }

  @Test func `what is forgotten uncovers what is further out`() {
    let outer = Scope()
    outer.bind("a", .data(1))
    let inner = Scope(parent: outer)
    inner.bind("a", .data(2))
    #expect(inner.unbind("a"))
    #expect(inner["a"]?.json == 1)
    #expect(!inner.unbind("a"))
  }

  @Test func `a snapshot stays as it was`() {
    let outer = Scope()
    outer.bind("a", .data(1))
    let snapshot = Scope(parent: outer).snapshot()
    outer.bind("a", .data(2))
    #expect(snapshot["a"]?.json == 1)
  }

  @Test func `a session keeps names and defs from line to line`() async throws {
    let scope = Scope()
    _ = try await ProgramRun.of("let x = 4; def twice(n) { $n * 2 }", scope: scope)
    #expect(try await ProgramRun.of("twice $x", scope: scope).transcript == ["8"])
    #expect(scope.definitionNames == ["twice"])
    #expect(try await check("twice $x", scope: scope) == [])
    scope.undefine("twice")
    #expect(scope.definition(named: "twice") == nil)
  }

  @Test func `a failure in a def of an earlier line shows that line`() async throws {
    let scope = Scope()
    _ = try await ProgramRun.of("def f() { 1 / 0 }", scope: scope)
    let run = try await ProgramRun.of("\n\nf", scope: scope)
    #expect(run.transcript == ["1:11 this divides by zero <1 / 0>"])
  }
}

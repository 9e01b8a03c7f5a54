import Testing

@testable import Sandbox

@Suite struct BoundedStoreTests {
  @Test func `the oldest go when it is too much`() {
    var store = BoundedStore<Int>(limit: 10)
    for number in 1...5 { store.insert(number, for: "\(number)", cost: 4) }
    #expect(store.count == 2)
    #expect(store["3"] == nil)
    #expect(store["5"] == 5)
    #expect(store.cost == 8)
  }

  @Test func `one value that costs more than everything stays until the next`() {
    var store = BoundedStore<Int>(limit: 10)
    store.insert(1, for: "a", cost: 100)
    #expect(store["a"] == 1)
    store.insert(2, for: "b", cost: 1)
    #expect(store["a"] == nil)
    #expect(store["b"] == 2)
  }

  @Test func `a value whose cost grows pushes out the others`() {
    var store = BoundedStore<Int>(limit: 10)
    store.insert(1, for: "a", cost: 1)
    store.insert(2, for: "b", cost: 1)
    store.charge("b", 9)
    #expect(store["a"] == nil)
    #expect(store["b"] == 2)
  }

  @Test func `ten thousand values come and go`() {
    var store = BoundedStore<Int>(limit: 100)
    for number in 0..<10_000 { store.insert(number, for: "\(number)", cost: 1) }
    #expect(store.count == 100)
    #expect(store["9900"] == 9900)
    #expect(store["9899"] == nil)
  }
}

/// Values by key, of which the oldest go when all together cost too much.
/// A key is never used again once its value is gone.
struct BoundedStore<Value> {
  private var entries: [String: (value: Value, cost: Int)] = [:]
  private var order: [String] = []
  private var oldest = 0
  /// What all values may cost together.
  let limit: Int
  private(set) var cost = 0

  init(limit: Int) { self.limit = limit }

  var count: Int { entries.count }

  var values: some Sequence<Value> { entries.values.lazy.map(\.value) }

  /// The value, if it is still kept.
  subscript(key: String) -> Value? { entries[key]?.value }

  /// Adds a value under a new key. It stays, however much it costs, until
  /// the next one comes.
  mutating func insert(_ value: Value, for key: String, cost: Int) {
    self.cost += cost
    entries[key] = (value, cost)
    order.append(key)
    while self.cost > limit, entries.count > 1 { removeOldest() }
  }

  /// Changes a value that is still kept.
  mutating func update<Answer>(_ key: String, _ change: (inout Value) -> Answer) -> Answer? {
    guard var entry = entries[key] else { return nil }
    let answer = change(&entry.value)
    entries[key] = entry
    return answer
  }

  /// Adds to what a value costs; the oldest others go if it is too much.
  mutating func charge(_ key: String, _ extra: Int) {
    guard let entry = entries[key] else { return }
    entries[key] = (entry.value, entry.cost + extra)
    cost += extra
    while cost > limit, entries.count > 1 { removeOldest() }
  }

  @discardableResult mutating func remove(_ key: String) -> Value? {
    guard let entry = entries.removeValue(forKey: key) else { return nil }
    cost -= entry.cost
    return entry.value
  }

  private mutating func removeOldest() {
    guard oldest < order.count else { return }
    remove(order[oldest])
    oldest += 1
    // The keys already passed are dropped in one go, so that removing stays
    // cheap however many there are.
    if oldest > 1024, oldest * 2 > order.count {
      order.removeFirst(oldest)
      oldest = 0
    }
  }
}

/// The answers of a recording by their requests, each given out as often as it
/// was recorded. What only reads may be asked once more: its last answer
/// stays, unless it is that of a job under way, which would be polled for ever.
struct RecordedAnswers: Sendable {
  /// In the order in which they were asked for.
  private let exchanges: [RecordedExchange]
  /// By their indices.
  private var left: [RequestKey: [Int]] = [:]
  private var isTaken: [Bool]
  /// The first that was not asked for again.
  private var oldest = 0

  /// - Parameter exchanges: in the order in which they ended.
  init(_ exchanges: [RecordedExchange]) {
    self.exchanges = exchanges.sorted { $0.at < $1.at }
    isTaken = Array(repeating: false, count: exchanges.count)
    for (index, exchange) in self.exchanges.enumerated() { left[exchange.request, default: []].append(index) }
  }

  /// The next answer to a request of a strand, or else of another, which has
  /// done what this one does now; nil if there is none.
  mutating func take(_ key: RequestKey, in strand: String) -> RecordedExchange? {
    guard let indices = left[key], !indices.isEmpty else { return nil }
    let place = indices.firstIndex { exchanges[$0].strand == strand } ?? indices.startIndex
    isTaken[indices[place]] = true
    let exchange = exchanges[indices[place]]
    if !key.isRead || exchange.isPassing || indices.count > 1 { left[key]?.remove(at: place) }
    return exchange
  }

  /// When the first request was sent that was not sent again yet, in seconds
  /// from the start of the recording; nil if all were.
  var nextRequest: Double? {
    mutating get {
      while oldest < exchanges.count, isTaken[oldest] { oldest += 1 }
      return oldest < exchanges.count ? exchanges[oldest].at : nil
    }
  }

  /// Requests before a moment are not expected any more.
  mutating func forgetRequests(before moment: Double) {
    while let next = nextRequest, next < moment { isTaken[oldest] = true }
  }
}

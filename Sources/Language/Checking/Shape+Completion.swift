/// What is known of the value that steps lead to, as Tab needs it.
extension Shape {
  /// - Parameter path: as `CompletionContext` has it: names, indices, `*`.
  /// - Returns: nil if it leads nowhere.
  package func stepping(_ path: [String]) -> Shape? {
    path.reduce(Optional(self)) { shape, step in shape?.stepping(step) }
  }

  private func stepping(_ step: String) -> Shape? {
    if step == "*" || step.hasPrefix("$") { return items?.shape }
    let result = Int(step).map(item) ?? field(step)
    return try? result.get()
  }
}

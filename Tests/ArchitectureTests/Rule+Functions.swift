extension Rule {
  /// A function that is kept in a value of any type is wrapped anew whenever
  /// it is looked at under a lock, so that ten thousand looks make a call of
  /// ten thousand levels; and one that is bound to a task ends the program
  /// where it is optimised.
  static let boxedFunctions = Rule(
    name: "functions are kept in types of their own",
    broken: [
      Snippet("private let out: Mutex<@Sendable (String) -> Void>"),
      Snippet("let handler = Mutex<(id: Int, body: () -> Void)?>(nil)"),
      Snippet("@TaskLocal static var watcher: (@Sendable (Int) -> Void)?"),
    ],
    kept: [
      Snippet("private let turn = Mutex(())\nlet out: (String) -> Void"),
      Snippet("private let state = Mutex<Handler?>(nil) // () -> Void"),
      Snippet("func first(_ pick: (Mutex<Int>) -> Int) -> Int"), Snippet("@TaskLocal static var current: Int?"),
    ]
  ) { file in
    file.codeLines.enumerated().compactMap { index, line in
      guard line.bindsFunction || line.locksFunction else { return nil }
      return file.finding(index + 1, "a function is kept as it is; put it into a type of its own")
    }
  }
}

extension Substring {
  fileprivate var bindsFunction: Bool { contains("@TaskLocal") && contains("->") }

  /// Whether a function is among the type arguments of a lock.
  fileprivate var locksFunction: Bool {
    guard let start = firstRange(of: "Mutex<")?.upperBound else { return false }
    var depth = 1
    var before: Character = " "
    for character in self[start...] {
      if character == ">", before == "-" { return true }
      if character == "<" { depth += 1 }
      if character == ">" { depth -= 1 }
      if depth == 0 { return false }
      before = character
    }
    return false
  }
}

extension Rule {
  /// What reaches the world by itself, where it should have come in through
  /// an initialiser.
  static let forbiddenCalls = Rule(
    name: "the world comes in through initialisers",
    broken: [
      Snippet("print(\"x\")"), Snippet("let now = Date()"), Snippet("await Task.sleep(for: .seconds(1))"),
      Snippet("Thread.sleep(1)"), Snippet("exit(1)"), Snippet("Glibc.exit(1)"), Snippet("_ = getenv(\"HOME\")"),
      Snippet("ProcessInfo.processInfo"), Snippet("FileManager.default"), Snippet("let text = \"\\(Date())\""),
      Snippet("func print() {}\nSwift.print(x)"), Snippet("let id = UUID()"),
      Snippet("var dice = SystemRandomNumberGenerator()"),
      Snippet("DispatchQueue.main"), Snippet("_ = readLine()"), Snippet("x.map { print($0) }"),
    ],
    kept: [
      Snippet("// print(x)\nlet text = \"print(x) exit(1)\""), Snippet("printer.print(x)"),
      Snippet("func print(_ x: Int)"), Snippet("func sleep() async {}\nfunc f() async { await sleep() }"),
      Snippet("reprint(x); let exitDate = UpDate()"), Snippet("try await clock.sleep(until: date)"),
      Snippet("print(\"x\")", in: "Sources/falsh/Program.swift"),
      Snippet("print(\"x\")", in: "Tests/ShellTests/SessionTests.swift"),
    ]
  ) { file in
    guard file.path.hasPrefix("Sources/"), !outermost.contains(file.module) else { return [] }
    return file.uses(of: reachingOut).map {
      file.finding($0.line, "\($0.call) reaches the world by itself; take it through an initialiser")
    }
  }

  /// What ends the program for a mistake in its input.
  static let noTraps = Rule(
    name: "nothing traps",
    broken: [
      Snippet("let x = try! f()"), Snippet("fatalError(\"x\")"), Snippet("let x = y as! Int"),
      Snippet("preconditionFailure()"), Snippet("try! f()", in: "Sources/falsh/Program.swift"),
    ],
    kept: [
      Snippet("/* try! */ let x = try? f()"), Snippet("let x = y as? Int"),
      Snippet("try! f()", in: "Tests/ShellTests/SessionTests.swift"),
    ]
  ) { file in
    guard file.path.hasPrefix("Sources/") else { return [] }
    return file.uses(of: ["try!", "as!", "fatalError(", "preconditionFailure("]).map {
      file.finding($0.line, "\($0.call) traps; throw an error")
    }
  }

  static let noPublic = Rule(
    name: "nothing is public",
    broken: [Snippet("public struct X {}"), Snippet("public import JSON"), Snippet("open class X {}")],
    kept: [
      Snippet("package struct X {} // public"), Snippet("let isPublic = publicKey"),
      Snippet("let file = open(path, O_RDONLY)"),
    ]
  ) { file in
    file.codeLines.enumerated().compactMap { index, line in
      let words = line.split(separator: " ")
      let isOpen = zip(words, words.dropFirst()).contains { $0 == "open" && ["class", "func", "var"].contains($1) }
      guard words.contains("public") || isOpen else { return nil }
      return file.finding(index + 1, "nothing here is published; 'package' is enough")
    }
  }

  /// Where the program is assembled, so that there the world begins.
  private static let outermost: Set<String> = ["falsh", "falsh-bench", "falsh-facts", "falsh-fuzz"]

  private static let reachingOut = [
    "print(", "debugPrint(", "readLine(", "Date()", "Date.now", "Task.sleep", "Thread.sleep", "sleep(", "usleep(",
    "exit(", "getenv(", "ProcessInfo", "FileManager", "UUID()", "SystemRandomNumberGenerator", "DispatchQueue",
  ]
}

extension SwiftFile {
  /// Where code uses one of `calls`: as a whole word, and a function only if
  /// it is no method, nor being declared.
  fileprivate func uses(of calls: [String]) -> [(call: String, line: Int)] {
    codeLines.enumerated().flatMap { index, line in
      calls.filter { uses($0, in: line) }.map { ($0, index + 1) }
    }
  }

  private func uses(_ call: String, in line: Substring) -> Bool {
    var rest = line
    while let found = rest.firstRange(of: call) {
      let before = line[..<found.lowerBound]
      if before.endsBeforeName(isOwn: ownFunctions.contains(String(call.prefix { $0 != "(" }))) { return true }
      rest = rest[found.upperBound...]
    }
    return false
  }
}

extension Substring {
  /// Whether what follows this is a free name: not the rest of a longer one,
  /// not the member of a value, and not one that is being declared.
  fileprivate func endsBeforeName(isOwn: Bool) -> Bool {
    if last == "." {
      return ["Swift.", "Glibc.", "Musl.", "Darwin.", "Foundation."].contains { hasSuffix($0) }
    }
    let continuesWord = last.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
    return !continuesWord && !isOwn && !hasSuffix("func ")
  }
}

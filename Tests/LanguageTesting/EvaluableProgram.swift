package import RandomTesting

/// Writes programs that parse, of values of every kind in every place.
package struct EvaluableProgram {
  private var random: SeededGenerator

  package init(random: SeededGenerator) { self.random = random }

  package mutating func program() -> String {
    "let a = 1\nlet b = [1, 2, 'x']\nlet c = {a: 1, b: [2]}\ndef f(p, q = 2) { [$p, $q] }\n"
      + (0..<Int.random(in: 1...5, using: &random)).map { _ in statement(3) }.joined(separator: "\n")
  }

  private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  private mutating func statement(_ depth: Int) -> String {
    guard depth > 0 else { return "echo \(value(0))" }
    switch pick(9) {
    case 0: return "let a = \(value(depth))"
    case 1: return "if \(value(depth)) { \(statement(depth - 1)) } else { \(statement(depth - 1)) }"
    case 2: return "for i in \(value(depth)) { \(statement(depth - 1)) }"
    case 3: return "try { \(statement(depth - 1)) } catch e { echo $e.kind }"
    case 4: return "expect \(value(depth))"
    case 5: return "f \(value(0)) q=\(value(0))"
    case 6: return "\(value(0)) | each { \(statement(depth - 1)) }"
    case 7: return "let b = later \(value(0)) &"
    default: return "echo \(value(0)) | upper"
    }
  }

  private mutating func value(_ depth: Int) -> String {
    let leaves = [
      "1", "2.5", "'t'", "true", "null", "$a", "$b", "$c", "$b[0]", "$c.b[-1]", "%.seed", "[$a]", "1..3",
      "9223372036854775807", "$b[*]", "$c.z", "\"n $a\"", "{k: $b}", "@a.png",
    ]
    guard depth > 0, pick(3) > 0 else { return leaves[pick(leaves.count)] }
    let operators = ["+", "-", "*", "/", "==", "<", "in", "??", "and", "or", "!="]
    return "(\(value(depth - 1)) \(operators[pick(operators.count)]) \(value(depth - 1)))"
  }
}

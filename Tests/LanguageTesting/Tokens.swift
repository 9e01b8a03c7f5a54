/// Pieces that mean something, for programs that nobody would write.
package enum Tokens {
  package static let ofSyntax = [
    " ", " ", " ", "\n", "\n", ";", "|", "&", "&&", "=", "==", "+", "-", "*", "/", "<", ">", "??", ",", ":", ":=",
    ".", "..",
    "(", ")", "[", "]", "{", "}", "\"", "'", "\"\"\"", "'''", "$", "$x", "${x}", "${", "$(", "%", "%3", "@", "@a.png",
    "#",
    "##", "\\", "!", "a", "let", "if", "else", "for", "in", "try", "catch", "def", "param", "expect", "return", "retry",
    "not", "and", "or", "true", "1", "-1", "1..3", "9223372036854775808", "--opt", "-m", "x=", "x:=1", "fal-ai/a",
    "“", "’",
    "é", "🦊", "\u{0}", "\u{7}", "\u{A0}", "\r\n", "\t", "\\u{", "\\ud83e", "each", "out/$x.png", "x.y[0]=",
  ]

  /// Pieces out of which programs come that sometimes run.
  package static let ofPrograms = [
    "let x = ", "$x", "$in", "%", "%3", ".url", "[0]", "[-1]", "[*]", "[1..2]", "[$x]", "@a.png", "1", "-1", "2.5",
    "9223372036854775807", "\"a $x\"", "'b'", "true", "null", "[1, 2]", "{a: 1}", "1..3", " + ", " - ", " * ", " / ",
    " == ", " < ", " in ", " ?? ", " and ", "not ", "(", ")", "echo ", "upper ", "count ", "later ", "fail ", "each { ",
    " }", " | ", " &", "\n", "; ", "if true { ", "for i in ", " { ", "try { ", " } catch e { ", "retry 2 { ", "expect ",
    "def f(a) { ", "f ", "return ", "break", "continue", "a=1", "--x", "{", "}", "$(count $x)",
  ]
}

import JSON
import Language
import Terminal

/// Scripts that teach other shells what Tab knows here.
struct CompletionsCommand: Command {
  private static let shell = Required("shell", CompletionShell.self, "bash, zsh or fish")

  static let name = "completions"

  static let manual = Manual(
    name: name, group: .shell, summary: "prints a script that teaches bash, zsh or fish to complete falsh",
    parameters: [shell],
    details: """
      bash, in ~/.bashrc: eval "$(falsh completions bash)". zsh, in ~/.zshrc behind compinit: \
      eval "$(falsh completions zsh)". fish: falsh completions fish > ~/.config/fish/completions/falsh.fish.
      """,
    examples: """
      > completions fish
      complete -c falsh -f -k -a '(falsh --complete (commandline -cp | string collect) 99999 fish)'
      """)

  func run(_ call: CommandCall, in session: Session) async throws -> Value {
    let script = try call[Self.shell].script
    let lines = script.split(separator: "\n").map { StyledText(String($0)) }
    return .handle(Sheet(.string(script), kind: "help", text: script, lines: lines))
  }
}

/// A shell that completions can be had for.
struct CompletionShell: ArgumentType {
  static let label = "bash|zsh|fish"
  let script: String

  init(reading content: Argument.Content) throws {
    guard let script = Self.scripts[try String(reading: content)] else { throw Failure.wants("bash, zsh or fish") }
    self.script = script
  }

  static func candidates(_ prefix: String, in session: Session) -> [Suggestion] {
    scripts.keys.sorted().map { Suggestion($0) }
  }

  private static let scripts = ["bash": bash, "zsh": zsh, "fish": fish]

  private static let bash = #"""
    _falsh() {
      local candidate
      COMPREPLY=()
      while IFS= read -r candidate; do
        COMPREPLY+=("$candidate")
      done < <(falsh --complete "${COMP_LINE:0:COMP_POINT}" "$COMP_POINT" bash 2>/dev/null)
    }
    complete -o nospace -o nosort -F _falsh falsh 2>/dev/null || complete -o nospace -F _falsh falsh
    """#

  private static let zsh = #"""
    #compdef falsh
    _falsh() {
      local line="${(j: :)words[1,CURRENT-1]} $PREFIX" ends word about
      local -a closed closed_about open open_about
      while IFS=$'\t' read -r ends word about; do
        if [[ $ends == o ]]; then
          open+=("$word"); open_about+=("$word${about:+  -- $about}")
        else
          closed+=("$word"); closed_about+=("$word${about:+  -- $about}")
        fi
      done < <(falsh --complete "$line" ${#line} zsh 2>/dev/null)
      (( ${#closed} )) && compadd -U -V falsh -l -d closed_about -a closed
      (( ${#open} )) && compadd -U -V falsh -S '' -l -d open_about -a open
      return 0
    }
    compdef _falsh falsh
    """#

  private static let fish = """
    complete -c falsh -f -k -a '(falsh --complete (commandline -cp | string collect) 99999 fish)'
    """
}

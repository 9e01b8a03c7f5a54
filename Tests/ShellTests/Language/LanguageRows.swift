/// The rows of the language's page, each with the cases that show it: the
/// good one, and one for each way to get it wrong.
enum LanguageRows {
  struct Row: Sendable {
    let text: String
    let titles: [String]
    /// The names of tests that show what no transcript can: signals, files,
    /// terminals, several processes.
    let tests: [String]

    init(_ text: String, _ titles: String..., tests: [String] = []) {
      self.text = text
      self.titles = titles
      self.tests = tests
    }
  }

  // Ideas and examples.
  static let ideasAndExamples = [
    Row("A session, at the prompt", "the page: a session"),
    Row("A session, from a file", "the page: the same from a file"),
    Row("A script", "the page: a script", "the page: a script with its parameters"),
    Row("Softening a prompt; a film take by take", "the page: one edit after the other, and a filter that objects"),
  ]

  // Words and values.
  static let wordsAndValues = [
    Row("numbers, words, lists, operators", "values: numbers and words"),
    Row("texts and their escapes", "values: texts", "the three long strings in a script"),
    Row("steps, ranges, ??", "values: ranges, steps and ??"),
  ]

  // Statements.
  static let statements = [
    Row(
      "let x = VALUE",
      "let: binds, and binds anew", "let: what an each or a def binds stays in it",
      "let: all other blocks share the names around them", "let: a name it cannot be"),
    Row("STAGE | STAGE, with &", "a pipeline: and with & its value is the job", "waiting at first use"),
    Row(
      "if C { } else if C { } else { }",
      "if: its value is that of the last statement run", "if: true or false, nothing else is"),
    Row(
      "for x in LIST { }",
      "for: in order, with a list of its bodies' values", "for: through a list, and nothing else"),
    Row("def name(a, b = 2) { }", "def: with defaults and $in", "def: called wrongly"),
    Row("try { } catch e { }", "try: what an error is", "try: what is not caught, and wrong fields"),
    Row(
      "retry 3 { }",
      "retry: while it fails with a passing fault", "retry: never what will not pass",
      "retry: never what may have been accepted", "retry: a count it cannot be"),
    Row(
      "param x: type = default",
      "param: its type, and its help", "param: a text for a list",
      "param: an unknown type, twice, and not at the beginning", "param: at the prompt"),
    Row("expect EXPRESSION", "expect: goes on if it is true", "expect: if not, shows both sides and fails"),
  ]

  // Calling a model.
  static let callingAModel = [
    Row(
      "gen, use, alias, short ids",
      "gen: the session's model, use and alias", "gen: wrong", "check: short ids in a file"),
    Row("with no argument and nothing piped", "a model alone shows what it takes", "a model alone"),
    Row("one positional text", "one positional text"),
    Row("name=value", "parameters, typed by the schema", "parameters: wrong"),
    Row("@file", "files"),
    Row("--option", "options", "options: wrong", "the old scripts' flags"),
  ]

  // What a pipe connects.
  static let whatAPipeConnects = [
    Row(
      "1. media by kind, else text",
      "pipe 1: a result gives what it is about", "pipe 1: a result without media gives its text",
      "pipe 1: a list gives all of its items'", "pipe 1: nothing in it for a model"),
    Row(
      "2. free inputs",
      "pipe 2: the required input comes first", "pipe 2: an optional input is given by name",
      "pipe 2: what is given by name is not free"),
    Row(
      "3. more media than places",
      "pipe 3: more media than places, known before anything runs", "pipe 3: a list of results for one place",
      "pipe 3: one of them, or each of them"),
    Row("4. text", "pipe 4: a text is the main text", "pipe 4: a second text"),
    Row("5. nothing fits", "pipe 5: nothing fits, known before anything runs", "pipe 5: it can always be said in full"),
    Row("sweep", "sweep: combinations", "sweep: wrong", "check: every value of a sweep"),
    Row("each", "one item of many fails", "check: a pipe into a command"),
  ]

  // Commands.
  static let commands = [
    Row("ask", "ask: a language model, and media"),
    Row("again", "again: the latest call"),
    Row(
      "source",
      "check: an alias, a use and a source count from their line on", "check: a script's parameters where it is run"),
    Row("commands with wrong arguments", "a command with the wrong arguments", "an unknown command"),
  ]

  // Errors.
  static let errors = [
    Row(
      "one shape, all that is wrong",
      "check: all that is wrong, in order, none twice", "all that is wrong in a paste is said"),
    Row(
      "names and their values",
      "check: a value out of bounds through a name", "check: a value that may have changed is not known",
      "check: fields of what is not there yet"),
    Row(
      "exit 0 and 1",
      "values go to standard output, everything else to standard error", "a failed statement ends the script"),
    Row("exit 2", "wrong use: nothing is run", "a syntax error: nothing is run"),
    Row("exit 3", "no key", "a key that is refused"),
    Row("exit 4", "timed out"),
    Row("exit 5", "the network"),
    Row("exit 6", "writing outside of the folder, under a name that is made"),
    Row("exit 7", "not known whether it was accepted"),
    Row("exit 8", "an expect fails"),
    Row(
      "check, before anything runs",
      "check: a script with nothing wrong", "check: a script with something wrong",
      "check: a file that an earlier line writes", "check: no platform, no errors that nobody can know"),
    Row(
      "a def or alias that hides",
      "check: a def or an alias that hides a command", "check: words of the language cannot be taken"),
  ]

  // Jobs, interruption, money; sentence by sentence.
  static let jobs = [
    Row("a job is in the journal before its request leaves", tests: ["loses no job, and sends none twice"]),
    Row(
      "not sent, sent, or unknown", "the answer to a submit is lost", "the door before the platform is shut",
      tests: ["a submit whose answer is lost is never sent again"]),
    Row(
      "repeated only when certain", "the door before the platform opens again", "too many requests",
      tests: ["a generation is submitted once, wherever its connection breaks"]),
    Row(
      "Ctrl-C detaches and clears the line", tests: ["Ctrl-C leaves the job running, and clears a line"]),
    Row("Ctrl-D leaves", tests: ["greets, draws, and leaves at Ctrl-D"]),
    Row(
      "while you were away",
      tests: ["what a killed falsh has left is taken up, and told", "two prompts at once do not both take it up"]),
    Row(
      "signals in a script",
      tests: [
        "ends a script, and cancels what it waits for", "leaves what runs in the background, and cancel ends it",
      ]),
    Row(
      "notices between prompts",
      tests: ["while there is a prompt, lines go through it", "lines of other tasks go above the prompt"]),
    Row(
      "the price before and after", "what a call costs is said before and after",
      "a price list, and the estimate of a call"),
    Row(
      "confirm", "over the limit nothing is sent unasked", "a person is asked, and the empty answer is no",
      "with nobody to ask a script is refused", "consent of the caller", "the caller's budget wins, and is consent"),
    Row("an unknown price is ?", "an unknown price under a budget", "a price list, and the estimate of a call"),
    Row(
      "--reuse",
      tests: [
        "are taken from the journal if their seed is given", "are run anew if anything of them has changed",
        "are told from one another by what is in their files", "go on where a script was cut off",
      ]),
  ]

  // Trust.
  static let trust = [
    Row(
      "reads below the folder", "reading outside of the folder", "reading through a link",
      tests: ["it reads nothing outside of its folder"]),
    Row(
      "writes below the folder", "writing outside of the folder",
      "writing outside of the folder, under a name that is made",
      "writing where a catch would look",
      tests: ["it writes nothing outside of its folder, unless its caller allows that"]),
    Row("starts no programs", "no programs", tests: ["it starts no programs"]),
    Row("sees no environment variables", "trust: no environment variables"),
    Row("replaces no file", "a file that is there is not replaced", tests: ["it replaces a file only with --force"]),
    Row("webhooks", tests: ["it has results sent to no host that its caller did not name"]),
    Row("the caller's --budget wins", "the caller's budget wins, and is consent", "a refused budget is not caught"),
    Row("no control characters", "trust: no control characters", tests: ["no control character survives"]),
    Row("knows no job numbers", "check: the job numbers of a prompt"),
  ]

  // Output.
  static let output = [
    Row("one live line a job", tests: ["completes, and shows a live line while something is made"]),
    Row(
      "media with size, kind and link; time and cost", "a picture becomes a clip, which is saved",
      "what a call costs is said before and after",
      tests: ["kitty is given pieces that it takes", "iTerm2 is given the file", "half blocks hold two rows each"]),
    Row(
      "not a terminal", "values go to standard output, everything else to standard error",
      tests: ["values are lines of JSON, everything else is apart", "without a terminal there are no escape codes"]),
    Row("--json and --pretty", tests: ["json is asked for by name too", "pretty is the same value laid out"]),
    Row("NO_COLOR and TERM=dumb", tests: ["colours are as the environment says", "only a terminal has a cursor"]),
  ]

  // What people will type wrongly.
  static let wrong = [
    Row("`MODEL a red fox`", "wrong: bare words for a prompt", "wrong: bare words for a prompt, and parameters behind"),
    Row("`a red fox in the snow`", "wrong: a sentence"),
    Row("`hero`; `quit`, `echo`, `fg %3`; `ls`", "wrong: a value's name without its $", "wrong: words of other shells"),
    Row(
      "`x = 5`, `x=5`, `$x = 5`, `let $x = 5`, `set x = 5`",
      "wrong: an assignment without let", "wrong: an assignment without blanks", "wrong: an assignment to $x",
      "wrong: let with a $", "wrong: set as an assignment"),
    Row(
      "`let size = square_hd`",
      "wrong: a text without quotes as a value", "wrong: a text without quotes in a comparison"),
    Row("`let m = fal-ai/veo3.1`", "wrong: a model as a value"),
    Row("`seed = 7`, `seed: 7`", "wrong: blanks around =", "wrong: a colon for ="),
    Row(
      "`> hero.png`, `| out/hero.png`; `| save`",
      "wrong: writing to a file with >", "wrong: a file as a stage", "wrong: a pipe from nothing"),
    Row("`A && B`, `A & B`, `A seed=7&`", "wrong: &&", "wrong: & between statements", "wrong: & without a blank"),
    Row("`$( )`, `animate(\"left\")`", "wrong: $( ) outside of a text", "wrong: parentheses around arguments"),
    Row("`\"he paid $money\"`, `\"see $hero.url\"`", "wrong: a dollar sign in a text", "wrong: a result in a text"),
    Row(
      "`save out/$x.png`, `fox's`, typographic quotes",
      "wrong: a name in a bare path", "wrong: a template in a bare path", "wrong: an apostrophe",
      "wrong: typographic quotes"),
    Row("`./me.jpg \"older\"`, `https://e.org/me.jpg \"older\"`", "wrong: a path without @", "wrong: a URL without @"),
    Row(
      "`$w*2`, `$n==1`, `print 1 + 2`",
      "wrong: no blanks around *", "wrong: no blanks around ==", "wrong: an operator among arguments"),
    Row(
      "`[a b]`; `seed=1,2`, `seed={1,2}`; `seed=1..3`",
      "wrong: a list without commas", "wrong: values with a comma for one parameter",
      "wrong: values in braces for one parameter", "wrong: a range outside of sweep"),
    Row(
      "`if $n == 3 then`, `for f in lines @a.txt { }`, `while`",
      "wrong: if … then", "wrong: a call as the list of a for", "wrong: while"),
    Row(
      "`image_url=@a.jpg`, `aspect_ratio=16:10`",
      "wrong: another model's parameter", "wrong: a value that is none of those there are"),
    Row("`./scripts/generate.sh`, a page", "wrong: a script of the old kind", "wrong: a page as a command"),
    Row("`export FAL_KEY=…`", "wrong: a key in the prompt", "wrong: a key in a script"),
  ]

  static let all = [
    ideasAndExamples, wordsAndValues, statements, callingAModel, whatAPipeConnects, commands, errors, jobs, trust,
    output, wrong,
  ].flatMap { $0 }
}

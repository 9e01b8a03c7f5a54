/// Every command, in the order in which `help` lists them. To add one: a
/// file in this folder, and a line here.
enum Commands {
  static let all: [any Command] = [
    GenCommand(), AskCommand(), SweepCommand(), AgainCommand(), UseCommand(), AliasCommand(),
    JobsCommand(), StatusCommand(), ResultCommand(), WaitCommand(), LogsCommand(), CancelCommand(),
    ModelsCommand(), SchemaCommand(),
    UploadCommand(), SaveCommand(),
    EachCommand(), WhereCommand(), PickCommand(), LinesCommand(), JoinCommand(), CountCommand(), JSONCommand(),
    PrintCommand(),
    VarsCommand(), HistoryCommand(), UnsetCommand(),
    SourceCommand(), CheckCommand(), FmtCommand(), SetCommand(), SleepCommand(), FailCommand(), ExitCommand(),
    HelpCommand(), ClearCommand(),
  ]

  static let named: [String: any Command] = Dictionary(
    all.map { (type(of: $0).manual.name, $0) }, uniquingKeysWith: { first, _ in first })

  static var manuals: [Manual] { all.map { type(of: $0).manual } }
}

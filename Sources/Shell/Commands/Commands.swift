/// Every command, in the order in which `help` lists them. To add one: a
/// file in this folder, and a line here.
enum Commands {
  static let all: [any Command] = [
    GenCommand(), AskCommand(), SweepCommand(), RealtimeCommand(), AgainCommand(), UseCommand(), AliasCommand(),
    JobsCommand(), StatusCommand(), ResultCommand(), WaitCommand(), AttachCommand(), LogsCommand(), CancelCommand(),
    RequestsCommand(),
    ModelsCommand(), SchemaCommand(), GuideCommand(), PriceCommand(), UsageCommand(), WebhookCommand(),
    UploadCommand(), SaveCommand(), OpenCommand(), ShowCommand(),
    EachCommand(), WhereCommand(), PickCommand(), LinesCommand(), JoinCommand(), CountCommand(), JSONCommand(),
    PrintCommand(),
    VarsCommand(), HistoryCommand(), SessionCommand(), UnsetCommand(),
    ExportCommand(), TraceCommand(), DiffCommand(), RecipeCommand(), NoteCommand(), GalleryCommand(), AsCommand(),
    SourceCommand(), CheckCommand(), FmtCommand(), PlanCommand(), PlayCommand(), BudgetCommand(), SetCommand(),
    SleepCommand(), FailCommand(), ExitCommand(),
    HelpCommand(), DoctorCommand(), LoginCommand(), LogoutCommand(), WhoamiCommand(), CompletionsCommand(),
    EditCommand(), ClearCommand(),
  ]

  /// The command of a name; nil if there is none.
  static func named(_ name: String) -> (any Command)? { all.first { type(of: $0).name == name } }

  static var names: [String] { all.map { type(of: $0).name } }

  static var manuals: [Manual] { all.map { type(of: $0).manual } }
}

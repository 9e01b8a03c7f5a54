import CEditLine

extension EditSession {
  /// The one command of ours; the key tells what it does. libedit keeps the
  /// pointer for good.
  private nonisolated(unsafe) static let command: UnsafeMutablePointer<wchar_t> = {
    let name = "falsh-key".wide
    let pointer = UnsafeMutablePointer<wchar_t>.allocate(capacity: name.count)
    pointer.initialize(from: name, count: name.count)
    return pointer
  }()

  /// Keys with commands of libedit's.
  private static let commands: [(Key, String)] = [
    (.left, "ed-prev-char"), (.delete, "ed-delete-next-char"), (.wordLeft, "ed-prev-word"),
    (.wordRight, "em-next-word"), (.submit, "ed-newline"), (.redisplay, "ed-redisplay"),
  ]

  /// Makes libedit ours. The user's file comes before our keys, since
  /// choosing vi or emacs resets them all.
  func prepare() {
    editline_set_owner(editor, Unmanaged.passUnretained(self).toOpaque())
    editline_set_terminal(editor, capabilities.canMoveCursor ? configuration.environment["TERM"] ?? "dumb" : "dumb")
    editline_set_prompt(editor) { EditSession.owner(of: $0)?.prompt.pointer }
    editline_use_emacs(editor)
    sourceUserFile()
    editline_set_modes(editor)
    editline_set_reader(editor) { EditSession.owner(of: $0)?.read(into: $1) ?? 0 }
    editline_add_command(editor, Self.command) { EditSession.owner(of: $0)?.perform($1) ?? 0 }
    bindKeys()
  }

  private static func owner(of editor: OpaquePointer?) -> EditSession? {
    editline_owner(editor).map { Unmanaged<EditSession>.fromOpaque($0).takeUnretainedValue() }
  }

  private func sourceUserFile() {
    let environment = configuration.environment
    guard let path = environment["EDITRC"] ?? environment["HOME"].map({ $0 + "/.editrc" }) else { return }
    el_source(editor, path)
  }

  private func bindKeys() {
    let isVi = editline_is_vi(editor)
    let own = ["^I", "^J", "^M", "^D", "^R", "^P", "^N"]
    for key in isVi ? own : own + ["^A", "^E", "^F"] { bind(key, isVi: isVi) }
    for key in isVi ? ["k", "j", "/"] : [] { editline_bind(editor, true, key.wide, Self.command) }
    for key in Key.allCases { bind(String(key.character), isVi: isVi) }
    for (key, command) in Self.commands { bind(String(key.character), to: command.wide, isVi: isVi) }
    bind("^L", to: "ed-clear-screen".wide, isVi: isVi)
  }

  private func bind(_ key: String, isVi: Bool) {
    editline_bind(editor, false, key.wide, Self.command)
    if isVi { editline_bind(editor, true, key.wide, Self.command) }
  }

  private func bind(_ key: String, to command: [wchar_t], isVi: Bool) {
    editline_bind(editor, false, key.wide, command)
    if isVi { editline_bind(editor, true, key.wide, command) }
  }
}

extension Key {
  fileprivate var character: Character {
    Unicode.Scalar(UInt32(bitPattern: rawValue)).map(Character.init) ?? " "
  }
}

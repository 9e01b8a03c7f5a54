/// Where things are kept, by the XDG rules. All of it is its user's alone:
/// folders have mode 0700, files 0600.
extension ShellEnvironment {
  /// What lasts and is this machine's: the journal and the history.
  package var stateFolder: String { folder("XDG_STATE_HOME", default: ".local/state") }
  package var journalPath: String { stateFolder + "/journal.sqlite" }
  package var historyPath: String { stateFolder + "/history" }

  /// What is worth keeping: copies of results' media.
  package var dataFolder: String { folder("XDG_DATA_HOME", default: ".local/share") }
  package var mediaFolder: String { dataFolder + "/media" }

  package var configFolder: String { folder("XDG_CONFIG_HOME", default: ".config") }
}

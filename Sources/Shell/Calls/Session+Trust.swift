extension Session {
  /// Whether what runs now is the word of whoever pays, and not that of a
  /// script, which may come from elsewhere.
  var speaksForCaller: Bool { webhookHosts == nil && !SourceCommand.isRunning }
}

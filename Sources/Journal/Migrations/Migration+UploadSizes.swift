extension Migration {
  /// Before a large file is sent, one of its size is looked for.
  static let uploadSizes = Migration("sizes of uploads", "CREATE INDEX uploadBySize ON upload (size, origin);")
}

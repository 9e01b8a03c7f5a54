import Diagnostics
import FalProtocol
import JSON
import Language
import ModelSchema

extension RequestBuilder {
  /// `name=value`, typed by the schema and never by its looks.
  mutating func addParameter(_ argument: Argument, _ path: JSONPath, isRaw: Bool) {
    guard case .key(let key) = path.steps.first else { return }
    if draft.places[path] != nil { return addAgain(argument, path) }
    given.insert(key)
    draft.places[path] = argument.range
    if isRaw { return setRaw(argument, path) }
    if let schema, schema.input != nil, schema.parameter(named: key) == nil {
      return problem(.unknownParameter(key, of: schema), at: argument.nameRange)
    }
    if let problem = listProblem(argument, path) { return self.problem(problem, at: argument.valueRange) }
    if let problem = pathProblem(path) { return self.problem(problem, at: argument.nameRange) }
    set(argument.content, at: path, range: argument.valueRange)
  }

  /// A path into a parameter that leads nowhere.
  private func pathProblem(_ path: JSONPath) -> Diagnostic? {
    guard let schema, schema.input != nil, path.steps.count > 1 else { return nil }
    do {
      _ = try schema.type(at: path)
      return nil
    } catch {
      return error.diagnostic(for: schema)
    }
  }

  /// A list where one value is wanted is a `sweep`.
  private func listProblem(_ argument: Argument, _ path: JSONPath) -> Diagnostic? {
    guard case .value(.data(let list)) = argument.content, list.array != nil,
      let parameter = schema?.parameter(at: path), parameter.type.isScalar
    else { return nil }
    guard list.array?.isEmpty == false else { return .emptyList(path.description) }
    let call = "sweep " + invocation.source[invocation.range]
    return .oneValue(
      path.description, parameter.typeSummary, line: invocation.source.line(replacing: invocation.range, with: call))
  }

  /// A name given twice makes a list where a list is wanted.
  private mutating func addAgain(_ argument: Argument, _ path: JSONPath) {
    guard let parameter = schema?.parameter(at: path), parameter.type.isList else {
      return problem(.givenTwice(path.description), at: argument.range)
    }
    let count = draft.input[path]?.array?.count ?? 0
    set(argument.content, at: path.appending(.index(count)), range: argument.valueRange)
  }

  private mutating func setRaw(_ argument: Argument, _ path: JSONPath) {
    switch argument.content {
    case .word(let word): _ = draft.input.set(JSON(word: word), at: path)
    case .value(let value): _ = draft.input.set(value.json, at: path)
    case .unknown: unknownPaths.append(path)
    case .flag, .block: problem(.noValue(path.description), at: argument.range)
    }
  }

  private mutating func set(_ content: Argument.Content, at path: JSONPath, range: SourceRange) {
    let parameter = schema?.parameter(at: path)
    switch content {
    case .unknown: unknownPaths.append(path)
    case .flag: setWord("", at: path, range: range)
    case .block: problem(.noValue(path.description), at: range)
    case .word(let word):
      if parameter?.media != nil, !word.contains("://"), !DataURL.isDataURL(word) {
        setFile(word, at: path, range: range)
      } else {
        setWord(word, at: path, range: range)
      }
    case .value(let value): set(value, for: parameter, at: path, range: range)
    }
  }

  private mutating func setWord(_ word: String, at path: JSONPath, range: SourceRange) {
    guard let schema, schema.input != nil else {
      return _ = draft.input.set(JSON(word: word), at: path)
    }
    attempt(at: range) { draft throws(Violation) in try schema.set(word: word, at: path, in: &draft.input) }
  }

  private mutating func setData(_ json: JSON, at path: JSONPath, range: SourceRange) {
    guard let schema, schema.input != nil else { return _ = draft.input.set(json, at: path) }
    attempt(at: range) { draft throws(Violation) in try schema.set(json, at: path, in: &draft.input) }
  }

  private mutating func attempt(
    at range: SourceRange, _ body: (inout Draft) throws(Violation) -> [CoercionNote]
  ) {
    do {
      for note in try body(&draft) {
        draft.connections.append("\(note.path): \(note.given.bareText) → \(note.taken.bareText)")
      }
    } catch {
      guard let schema else { return }
      problem(error.diagnostic(for: schema), at: range)
    }
  }

  /// A bare path for a file parameter.
  private mutating func setFile(_ path: String, at target: JSONPath, range: SourceRange) {
    do {
      attach(try files.localFile(path), at: target, range: range)
    } catch let failure as Failure {
      problem(failure.diagnostic, at: range)
    } catch {}
  }

  mutating func attach(_ file: LocalFile, at path: JSONPath, range: SourceRange) {
    let isList = schema?.parameter(at: path)?.media?.isList == true && path.steps.last.map(isKey) == true
    let place = isList ? path.appending(.index(draft.input[path]?.array?.count ?? 0)) : path
    guard draft.input.set(.string("https://upload.invalid/\(draft.attachments.count)"), at: place) else { return }
    draft.attachments.append(Draft.Attachment(path: place, file: file))
    draft.places[place] = range
  }

  private func isKey(_ step: JSONPath.Step) -> Bool { if case .key = step { true } else { false } }

  /// A value of the language for a parameter: a file for a file parameter,
  /// a file's text for a text parameter, a result's one file of the kind.
  private mutating func set(_ value: Value, for parameter: Parameter?, at path: JSONPath, range: SourceRange) {
    if let media = parameter?.media { return setMedia(value, media, at: path, range: range) }
    switch value {
    case .handle(let file as LocalFile):
      if let text = text(of: file, at: range) { setData(.string(text), at: path, range: range) }
    case .handle(let result as ModelResult) where result.text != nil:
      setData(.string(result.text ?? ""), at: path, range: range)
    default: setData(value.json, at: path, range: range)
    }
  }

  private mutating func setMedia(_ value: Value, _ media: MediaInput, at path: JSONPath, range: SourceRange) {
    if media.isList, case .list(let values) = value {
      return values.forEach { setMedia($0, media, at: path, range: range) }
    }
    switch value {
    case .handle(let file as LocalFile): attach(file, at: path, range: range)
    case .handle(let result as ModelResult):
      draft.parents.append(result.origin.requestID)
      setURLs(result.primaryMedia.filter { $0.kind == media.kind }.map(\.url), media, at: path, range: range)
    case .data(.object(let members)) where members["url"]?.string != nil:
      setURLs([members["url"]?.string ?? ""], media, at: path, range: range)
    default: setData(value.json, at: path, range: range)
    }
  }

  private mutating func setURLs(_ urls: [String], _ media: MediaInput, at path: JSONPath, range: SourceRange) {
    if media.isList {
      let before = draft.input[path]?.array ?? []
      setData(.array(before + urls.map(JSON.string)), at: path, range: range)
    } else if urls.count == 1 {
      setData(.string(urls[0]), at: path, range: range)
    } else {
      problem(.notOneFile(path.description, media.kind, count: urls.count), at: range)
    }
  }
}

extension ValueType {
  /// Whether no list of any kind fits.
  fileprivate var isScalar: Bool {
    branches.allSatisfy { branch in
      switch branch {
      case .text, .integer, .number, .boolean, .choice, .constant: true
      case .list, .record, .map, .union, .anything: false
      }
    }
  }

  var isList: Bool { branches.contains { if case .list = $0 { true } else { false } } }
}

extension Diagnostic {
  /// - Parameter line: the line as it should have been.
  fileprivate static func oneValue(_ name: String, _ type: String, line: String) -> Diagnostic {
    Diagnostic(
      code: "list-for-value", "\(name) takes one value (\(type)), and this is a list",
      help: "one run for each: sweep …", correction: line)
  }

  fileprivate static func emptyList(_ name: String) -> Diagnostic {
    Diagnostic(code: "list-for-value", "\(name) takes one value, and this list has none")
  }

  fileprivate static func unknownParameter(_ name: String, of schema: ModelSchema) -> Diagnostic {
    let names = schema.parameters.map(\.name)
    let near = name.nearest(among: names) ?? schema.mediaParameter(like: name)
    let all = names.prefix(8).joined(separator: " ") + (names.count > 8 ? " …" : "")
    return Diagnostic(code: "unknown-parameter", "\(schema.endpointID) has no parameter '\(name)'")
      .meaning(near, for: name, among: names, otherwise: "it has \(all)")
  }

  fileprivate static func givenTwice(_ name: String) -> Diagnostic {
    Diagnostic(code: "given-twice", "\(name) is given twice, and takes one value")
  }

  fileprivate static func noValue(_ name: String) -> Diagnostic {
    Diagnostic(code: "missing-value", "\(name) needs a value")
  }

  fileprivate static func notOneFile(_ name: String, _ kind: MediaKind, count: Int) -> Diagnostic {
    count == 0
      ? Diagnostic(code: "no-media", "\(name) takes \(kind.withArticle), and the result has none")
      : Diagnostic(
        code: "too-many-media", "\(name) takes one \(kind.rawValue), and the result has \(count)",
        help: "say which: \(name)=$x.images[0]")
  }
}

extension MediaKind {
  var withArticle: String {
    switch self {
    case .image: "an image"
    case .audio: "an audio file"
    case .video: "a video"
    case .mesh: "a mesh"
    case .archive: "an archive"
    case .other: "a file"
    }
  }

  /// For a count of them.
  func counted(_ count: Int) -> String {
    let plural =
      switch self {
      case .image: "images"
      case .audio: "audio files"
      case .video: "videos"
      case .mesh: "meshes"
      case .archive: "archives"
      case .other: "files"
      }
    return count == 1 ? "1 \(rawValue)" : "\(count) \(plural)"
  }
}

import Diagnostics
import FalProtocol
import JSON
import Language
import ModelSchema

extension RequestBuilder {
  /// `--option`: falsh's own, one of the old scripts' flags, or a parameter
  /// of the schema by its name with dashes.
  mutating func addOption(_ argument: Argument, _ name: String, _ rest: inout ArraySlice<Argument>) {
    if let declared = CallOptions.declaration(of: name) {
      guard declared.takesValue else { return setOption(name, .flag, at: argument.range) }
      guard let value = value(of: argument, &rest) else { return }
      return setOption(name, value.content, at: value.valueRange)
    }
    switch name {
    case "p", "prompt", "t", "text": addMainText(argument, &rest)
    case "image-url", "video-url", "audio-url", "file", "image": addFile(argument, &rest)
    case "param": addFreeParameter(argument, &rest)
    default: addByName(argument, name, &rest)
    }
  }

  private mutating func setOption(_ name: String, _ content: Argument.Content, at range: SourceRange) {
    if case .unknown = content { return }
    do {
      try draft.options.set(name, content)
    } catch let failure as Failure {
      problem(failure.diagnostic, at: range)
    } catch {}
  }

  /// The value of an option: behind its `=`, or the argument that follows.
  private mutating func value(of argument: Argument, _ rest: inout ArraySlice<Argument>) -> Argument? {
    if case .flag = argument.content {
      if let pair = pair(argument, &rest) { return pair }
      guard let next = rest.first, case .positional = next.role else {
        problem(.optionNeedsValue(String(invocation.source[argument.range])), at: argument.range)
        return nil
      }
      rest = rest.dropFirst()
      return next
    }
    return argument
  }

  /// `--tag take=3`: what looks like a parameter is the value of an option
  /// that wants such.
  private mutating func pair(_ option: Argument, _ rest: inout ArraySlice<Argument>) -> Argument? {
    guard case .option("tag") = option.role, let next = rest.first, case .parameter = next.role else { return nil }
    rest = rest.dropFirst()
    return Argument(.positional, .word(String(invocation.source[next.range])), range: next.range)
  }

  private mutating func addMainText(_ argument: Argument, _ rest: inout ArraySlice<Argument>) {
    guard let value = value(of: argument, &rest) else { return }
    switch value.content {
    case .word(let word): texts.append((word, value.valueRange))
    case .value(let given): offer(given, at: value.valueRange)
    case .unknown: texts.append((nil, value.valueRange))
    case .flag, .block: problem(.optionNeedsValue(String(invocation.source[argument.range])), at: argument.range)
    }
  }

  /// Wired like a positional file; a bare path or URL is one here.
  private mutating func addFile(_ argument: Argument, _ rest: inout ArraySlice<Argument>) {
    guard let value = value(of: argument, &rest) else { return }
    switch value.content {
    case .word(let word), .value(.data(.string(let word))): offerFile(word, at: value.valueRange)
    case .value(let given): offer(given, at: value.valueRange)
    case .unknown(let shape): offer(shape, at: value.valueRange)
    case .flag, .block: problem(.optionNeedsValue(String(invocation.source[argument.range])), at: argument.range)
    }
  }

  private mutating func offerFile(_ word: String, at range: SourceRange) {
    if word.contains("://") || DataURL.isDataURL(word) { return offer(.handle(RemoteFile(url: word)), at: range) }
    do {
      offer(.handle(try files.localFile(word)), at: range)
    } catch let failure as Failure {
      problem(failure.diagnostic, at: range)
    } catch {}
  }

  /// `--param k=v`: an unknown name is warned of and sent.
  private mutating func addFreeParameter(_ argument: Argument, _ rest: inout ArraySlice<Argument>) {
    if case .flag = argument.content, let next = rest.first, case .parameter(let path, let isRaw) = next.role {
      rest = rest.dropFirst()
      let key = JSONPath(argument: path).description
      let isKnown = schema?.parameter(at: JSONPath(argument: path)) != nil || schema?.input == nil
      if !isKnown { draft.connections.append("\(name) has no parameter '\(key)'; it is sent all the same") }
      return addParameter(next, JSONPath(argument: path), isRaw: isRaw || !isKnown)
    }
    problem(.optionNeedsValue("--param"), at: argument.range)
  }

  /// Those of `gen`, where the model is called by it.
  private var commandOptions: [String] {
    invocation.name.value == GenCommand.name ? GenCommand.manual.options.map(\.name) : []
  }

  private mutating func addByName(_ argument: Argument, _ option: String, _ rest: inout ArraySlice<Argument>) {
    let parameterName = String(option.map { $0 == "-" ? "_" : $0 })
    if let schema, schema.input != nil, ModelSchema.isFlag(parameterName) {
      return addFlag(argument, parameterName, schema, &rest)
    }
    guard let parameter = schema?.parameter(named: parameterName) else {
      // What follows was meant for it, and is not the text.
      if case .flag = argument.content, case .positional = rest.first?.role { rest = rest.dropFirst() }
      return problem(.unknownOption(option, of: model, schema, or: commandOptions), at: argument.nameRange)
    }
    var content = argument
    if !isSwitch(parameter, argument, rest), let next = value(of: argument, &rest) { content = next }
    if case .flag = content.content { content.content = .word("true") }
    add(content, of: argument, at: JSONPath(key: parameter.name))
  }

  /// `--size portrait`, `--num-images 2`: what the model has for it.
  private mutating func addFlag(
    _ argument: Argument, _ name: String, _ schema: ModelSchema, _ rest: inout ArraySlice<Argument>
  ) {
    guard var content = value(of: argument, &rest) else { return }
    let word: String? =
      switch content.content {
      case .word(let word), .value(.data(.string(let word))): word
      default: nil
      }
    do {
      let reading = try schema.reading(ofFlag: name, word: word ?? "")
      if let word, reading.word != word {
        content.content = .word(reading.word)
        draft.connections.append("\(name) \(word) → \(reading.path)=\(reading.word)")
      }
      add(content, of: argument, at: reading.path)
    } catch {
      problem(.noSuchFlag(name, of: model, instead: error.instead), at: argument.nameRange)
    }
  }

  /// - Parameter content: holds the value, which may be the argument behind.
  private mutating func add(_ content: Argument, of argument: Argument, at path: JSONPath) {
    var content = content
    content.nameRange = argument.nameRange
    content.range = argument.range.union(content.range)
    addParameter(content, path, isRaw: false)
  }

  private func isSwitch(_ parameter: Parameter, _ argument: Argument, _ rest: ArraySlice<Argument>) -> Bool {
    guard case .flag = argument.content, parameter.type.branches.contains(.boolean) else { return false }
    if let next = rest.first, case .positional = next.role, case .word(let word) = next.content {
      return word != "true" && word != "false"
    }
    return true
  }
}

extension Diagnostic {
  fileprivate static func optionNeedsValue(_ option: String) -> Diagnostic {
    Diagnostic(code: "missing-value", "\(option) needs a value")
  }

  fileprivate static func noSuchFlag(_ name: String, of model: Model, instead: [String]) -> Diagnostic {
    let help = instead.isEmpty ? "what it takes: schema \(model.endpoint)" : "it has \(instead.joined(separator: ", "))"
    return Diagnostic(code: "unknown-option", "\(model.endpoint) has no \(name)", help: help)
  }

  /// - Parameter more: the options of the command that the model is called by.
  fileprivate static func unknownOption(
    _ name: String, of model: Model, _ schema: ModelSchema?, or more: [String]
  ) -> Diagnostic {
    let options = CallOptions.declared.map(\.name) + (schema?.parameters.map(\.name) ?? []) + more
    return Diagnostic(code: "unknown-option", "\(model.endpoint) has no option '\(name)'")
      .meaning(name.nearest(among: options), for: name, among: options, mark: "--")
  }
}

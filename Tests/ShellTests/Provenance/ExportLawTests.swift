import Diagnostics
import FalClient
import JSON
import Language
import ModelSchema
import Sandbox
import Testing

@testable import Shell

/// The law of `export`: run anew, a session's script makes an equal session.
@Suite struct ExportLawTests {
  /// What a session comes to: its values, and the files that it wrote.
  struct Sum: Equatable {
    var values: [String: String] = [:]
    var latest: String?
    var definitions: [String] = []
    var files: [String: [UInt8]] = [:]
  }

  @Test(arguments: 0..<60) func `what is exported makes an equal session`(seed: Int) async throws {
    let random = RandomSession(seed: UInt64(seed), length: 4 + seed % 11)
    let (script, first) = try await withShell { shell in
      for line in random.lines { _ = await shell.type(line) }
      var export = SessionExport(shell.session, keepsAll: seed % 7 == 0)
      let script = export.script()
      #expect(export.warnings == [], "\(random.lines.joined(separator: "\n"))")
      return (script, try await sum(of: shell))
    }
    let story = Comment(rawValue: random.lines.joined(separator: "\n") + "\n---\n" + script)
    #expect(Parser.parse(SourceText(name: "x.fal", text: script), origin: .file).diagnostics == [], story)
    #expect(Formatter.isFormatted(SourceText(name: "x.fal", text: script), origin: .file), story)
    var setup = Setup()
    setup.scriptArguments = []
    try await withShell(setup) { shell in
      let (output, status) = await shell.runScript(script)
      #expect(status == 0, "\(story)\n\(output)")
      var second = try await sum(of: shell)
      // The names that the script gives to jobs are its own.
      for name in second.values.keys where first.values[name] == nil {
        #expect(name.hasPrefix("job") || name.hasPrefix("result"), story)
        second.values[name] = nil
      }
      #expect(second.values == first.values, story)
      let text = output.replacing("http://sandbox", with: shell.server.origin)
      let shown = try await canonical(last(of: text), shell).text
      let there = [second.latest ?? "", shown] + second.values.values
      #expect(first.latest.map(there.contains) ?? true, story)
      #expect(second.definitions == first.definitions, story)
      #expect(second.files == first.files, story)
    }
  }

  /// The last value that a script showed.
  private func last(of output: String) throws -> JSON {
    let lines = output.split(separator: "\n").filter { !$0.hasPrefix("2> ") && !$0.hasPrefix("exit ") }
    return try lines.last.map { try JSON(parsing: String($0)) } ?? .null
  }

  private func sum(of shell: ShellUnderTest) async throws -> Sum {
    var sum = Sum()
    let session = shell.session
    for name in session.scope.names {
      guard let value = session.scope[name] else { continue }
      sum.values[name] = try await canonical(value.settled().json, shell).text
    }
    if let latest = session.jobs.latestValue { sum.latest = try await canonical(latest.settled().json, shell).text }
    sum.definitions = session.scope.definitionNames
    for number in 1..<30 {
      let name = "file-\(number).png"
      sum.files[name] = shell.folder.bytes(of: name)
    }
    return sum
  }

  /// A URL stands for what is behind it: where a file lies differs.
  private func canonical(_ json: JSON, _ shell: ShellUnderTest) async throws -> JSON {
    switch json {
    case .string(let text) where text.hasPrefix("http"):
      let content = Pieces()
      _ = try await shell.session.platform.client().download(text) { content.append($0) }
      var hasher = Hasher()
      hasher.combine(content.bytes)
      return .string("content \(hasher.finalize())")
    case .array(let elements):
      var items: [JSON] = []
      for element in elements { items.append(try await canonical(element, shell)) }
      return .array(items)
    case .object(let members):
      var object = JSONObject()
      for (key, value) in members where key != "timings" && key != "file_name" {
        object[key] = try await canonical(value, shell)
      }
      return .object(object)
    default: return json
    }
  }
}

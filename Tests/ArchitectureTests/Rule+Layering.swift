/// Who may import whom: the table of the project's map, held over every
/// import line.
struct Layer: Sendable {
  let module: String
  /// Modules of ours.
  let ours: Set<String>
  /// Modules of other packages, and of the system's libraries.
  let others: Set<String>

  private init(_ module: String, _ ours: Set<String> = [], others: Set<String> = []) {
    self.module = module
    self.ours = ours
    self.others = others
  }

  /// From the bottom up.
  static let all: [Layer] = [
    Layer("Diagnostics"),
    Layer("JSON", others: ["OrderedCollections"]),
    Layer("MediaFiles"),
    Layer("Pictures", ["MediaFiles"], others: ["CImageCodecs"]),

    Layer("Language", ["Diagnostics", "JSON"]),
    Layer("ModelSchema", ["JSON"]),
    Layer("ModelCatalogue", ["JSON"], others: ["CModelCatalogue"]),
    Layer("FalProtocol", ["JSON"]),
    Layer("Journal", ["JSON"], others: ["GRDB"]),
    Layer("Terminal", others: ["CEditLine"]),

    Layer(
      "FalClient", ["FalProtocol", "JSON"],
      others: [
        "AsyncHTTPClient", "Crypto", "NIOCore", "NIOHTTP1", "NIOHTTPCompression", "NIOPosix", "NIOSSL", "NIOWebSocket",
        "Logging",
      ]),
    Layer(
      "Sandbox", ["FalProtocol", "ModelSchema", "ModelCatalogue", "MediaFiles", "JSON"],
      others: [
        "Crypto", "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOHTTP1", "NIOHTTPTypes",
        "NIOHTTPTypesHTTP1", "NIOPosix", "NIOWebSocket", "Logging", "CModelDocuments", "CImageCodecs", "CLame",
      ]),

    Layer(
      "Shell",
      [
        "Diagnostics", "JSON", "MediaFiles", "Pictures", "Language", "ModelSchema", "ModelCatalogue", "FalProtocol",
        "Journal", "Terminal", "FalClient",
      ], others: ["Crypto"]),

    Layer(
      "falsh", ["Shell", "Sandbox", "FalClient", "FalProtocol", "JSON", "Journal", "Terminal"],
      others: ["ArgumentParser"]),
    Layer("falsh-facts", ["ModelCatalogue", "ModelSchema", "JSON"]),
    Layer(
      "falsh-bench",
      [
        "Shell", "Sandbox", "FalClient", "FalProtocol", "Journal", "ModelCatalogue", "ModelSchema", "Terminal", "JSON",
      ]),
    Layer("falsh-fuzz", ["LanguageTesting"], others: ["Dispatch"]),
  ]

  /// What is of the language and the system, and so free to all.
  private static let system: Set<String> = [
    "Swift", "Synchronization", "Foundation", "FoundationEssentials", "Glibc", "Musl", "Darwin",
  ]

  func allows(_ imported: String) -> Bool {
    ours.contains(imported) || others.contains(imported) || Layer.system.contains(imported)
  }
}

extension SwiftFile {
  /// What the file imports, and on which lines (counted from 1).
  var imports: [(module: String, line: Int)] {
    codeLines.enumerated().compactMap { index, line in
      let words = line.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count else { return nil }
      let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
      let name = kinds.contains(words[keyword + 1]) ? words.dropFirst(keyword + 2).first : words[keyword + 1]
      guard let module = name?.split(whereSeparator: { ".;".contains($0) }).first else { return nil }
      return (String(module), index + 1)
    }
  }
}

extension Rule {
  static let layering = Rule(
    name: "who may import whom",
    broken: [
      Snippet("import Sandbox"),
      Snippet("import Foundation\n@testable import Shell", in: "Sources/Terminal/Table.swift"),
      Snippet("#if true\n  package import GRDB\n#endif"),
      Snippet("import struct JSON.JSONPath", in: "Sources/Diagnostics/Diagnostic.swift"),
      Snippet("import OrderedCollections", in: "Sources/Terminal/Table.swift"),
      Snippet("import AsyncHTTPClient", in: "Sources/FalProtocol/Queue.swift"),
      Snippet("let x = 1", in: "Sources/Unheard/File.swift"),
    ],
    kept: [
      Snippet("// import Sandbox\nimport Journal\nlet text = \"import Sandbox\""),
      Snippet("import OrderedCollections", in: "Sources/JSON/JSONObject.swift"),
      Snippet("import Sandbox", in: "Tests/ShellTests/SessionTests.swift"),
      Snippet("import Sandbox", in: "Sources/falsh/Program.swift"),
    ]
  ) { file in
    guard file.path.hasPrefix("Sources/") else { return [] }
    guard let layer = Layer.all.first(where: { $0.module == file.module }) else {
      return [file.finding(1, "the table of layers has no module \(file.module)")]
    }
    return file.imports.filter { !layer.allows($0.module) }.map {
      file.finding($0.line, "\(layer.module) may not import \($0.module)")
    }
  }

  static let foundation = Rule(
    name: "Foundation has a reason",
    broken: [Snippet("import Foundation"), Snippet("import FoundationNetworking")],
    kept: [
      Snippet("// Foundation: the only calendar there is.\nimport Foundation"),
      Snippet("import FoundationEssentials"),
      Snippet("import Foundation", in: "Tests/ShellTests/SessionTests.swift"),
    ]
  ) { file in
    let hasReason = file.lines.contains { $0.hasPrefix("// Foundation: ") }
    guard file.path.hasPrefix("Sources/"), !hasReason else { return [] }
    return file.imports.filter { ["Foundation", "FoundationNetworking"].contains($0.module) }.map {
      file.finding($0.line, "\($0.module) needs a line '// Foundation: reason'")
    }
  }
}

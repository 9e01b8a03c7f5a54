// swift-tools-version: 6.2
import PackageDescription

/// One set of language rules for every target of ours.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let collections = Target.Dependency.product(name: "OrderedCollections", package: "swift-collections")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTPCompression = Target.Dependency.product(name: "NIOHTTPCompression", package: "swift-nio-extras")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1 = Target.Dependency.product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioWebSocket = Target.Dependency.product(name: "NIOWebSocket", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// A library target of ours: its dependencies are the layering of the project's map.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(of name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "falsh",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "falsh", targets: ["falsh"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
  ],
  targets: [
    // System libraries
    .target(name: "CEditLine", linkerSettings: [.linkedLibrary("edit")]),
    .target(name: "CImageCodecs", linkerSettings: [.linkedLibrary("webp"), .linkedLibrary("m")]),
    .target(name: "CLame", linkerSettings: [.linkedLibrary("mp3lame")]),
    .target(name: "CModelDocuments", exclude: ["documents"]),
    .target(name: "CModelCatalogue", exclude: ["facts.txt"]),

    // Layer 0
    module("Diagnostics"),
    module("JSON", [collections]),
    module("MediaFiles"),
    module("Pictures", ["MediaFiles", "CImageCodecs"]),

    // Layer 1
    module("Language", ["Diagnostics", "JSON"]),
    module("ModelSchema", ["JSON"]),
    module("ModelCatalogue", ["JSON", "CModelCatalogue"]),
    module("FalProtocol", ["JSON"]),
    module("Journal", ["JSON", grdb]),
    module("Terminal", ["CEditLine"]),

    // Layer 2
    module(
      "FalClient",
      [
        "FalProtocol", "JSON", asyncHTTPClient, crypto, logging, nioCore, nioHTTP1, nioHTTPCompression, nioPosix,
        nioSSL, nioWebSocket,
      ]),
    module(
      "Sandbox",
      [
        "FalProtocol", "ModelSchema", "ModelCatalogue", "MediaFiles", "JSON", "CModelDocuments", "CImageCodecs",
        "CLame",
        hummingbird, hummingbirdCore, crypto, httpTypes, logging, nioCore, nioHTTP1, nioHTTPTypes, nioHTTPTypesHTTP1,
        nioPosix, nioWebSocket,
      ]),

    // Layer 3
    module(
      "Shell",
      [
        "Diagnostics", "JSON", "MediaFiles", "Pictures", "Language", "ModelSchema", "ModelCatalogue", "FalProtocol",
        "Journal", "Terminal", "FalClient", crypto,
      ]),

    // Layer 4
    .executableTarget(
      name: "falsh",
      dependencies: ["Shell", "Sandbox", "FalClient", "FalProtocol", "JSON", "Journal", "Terminal", argumentParser],
      swiftSettings: settings),
    .executableTarget(
      name: "falsh-bench",
      dependencies: [
        "Shell", "Sandbox", "FalClient", "FalProtocol", "Journal", "ModelCatalogue", "ModelSchema", "Terminal", "JSON",
      ], path: "Sources/falsh-bench",
      swiftSettings: settings),
    .executableTarget(
      name: "falsh-fuzz", dependencies: ["LanguageTesting"], path: "Sources/falsh-fuzz", swiftSettings: settings),

    .executableTarget(
      name: "falsh-facts", dependencies: ["ModelCatalogue", "ModelSchema", "JSON"], path: "Sources/falsh-facts",
      swiftSettings: settings),

    // Tests
    .target(
      name: "TranscriptTesting", dependencies: [], path: "Tests/TranscriptTesting", swiftSettings: settings),
    .target(
      name: "SandboxTesting", dependencies: ["Sandbox"], path: "Tests/SandboxTesting", swiftSettings: settings),
    .target(
      name: "RandomTesting", dependencies: ["JSON"], path: "Tests/RandomTesting", swiftSettings: settings),
    .target(
      name: "LanguageTesting", dependencies: ["Language", "Diagnostics", "JSON", "RandomTesting"],
      path: "Tests/LanguageTesting", swiftSettings: settings),
    tests(of: "DiagnosticsTests", ["Diagnostics"]),
    tests(of: "JSONTests", ["JSON", "RandomTesting"]),
    tests(of: "MediaFilesTests", ["MediaFiles"]),
    tests(
      of: "LanguageTests", ["Language", "LanguageTesting", "Diagnostics", "JSON", "RandomTesting"], exclude: ["Corpus"]),
    tests(
      of: "ModelSchemaTests", ["ModelSchema", "ModelCatalogue", "JSON"], exclude: ["wiring.table", "edge-cases.table"]),
    tests(of: "ModelCatalogueTests", ["ModelCatalogue", "ModelSchema", "JSON", "falsh-facts"]),
    tests(of: "FalProtocolTests", ["FalProtocol", "JSON", "RandomTesting"]),
    tests(
      of: "FalClientTests",
      ["FalClient", "FalProtocol", "Sandbox", "SandboxTesting", "JSON", nioCore, nioPosix, nioSSL]),
    tests(
      of: "SandboxTests",
      ["Sandbox", "SandboxTesting", "FalProtocol", "MediaFiles", "ModelSchema", "ModelCatalogue", "JSON", nioCore]),
    tests(of: "JournalTests", ["Journal", "JSON", "RandomTesting", grdb]),
    tests(of: "TerminalTests", ["Terminal", "RandomTesting"]),
    tests(
      of: "ShellTests",
      [
        "Shell", "Sandbox", "FalClient", "FalProtocol", "Journal", "Terminal", "Language", "ModelSchema", "Diagnostics",
        "ModelCatalogue", "MediaFiles", "JSON", "SandboxTesting", "TranscriptTesting", "LanguageTesting", nioCore,
        nioPosix,
      ], exclude: ["Transcripts"]),
    tests(
      of: "ProgramTests",
      [
        "falsh", "Shell", "Sandbox", "SandboxTesting", "Journal", "JSON", "ModelCatalogue", "TranscriptTesting",
      ]),
    tests(of: "ArchitectureTests", ["TranscriptTesting"]),
  ],
  cxxLanguageStandard: .cxx17
)

import ModelCatalogue

/// Writes the catalogue of facts that falsh carries, from a folder of the
/// platform's answers: `falsh-facts DATA Sources/CModelCatalogue/facts.txt`.
@main
struct FalshFacts {
  static func main() throws {
    let paths = CommandLine.arguments.dropFirst()
    guard paths.count == 2, let data = paths.first, let output = paths.last else {
      return print("falsh-facts DATA-FOLDER FILE")
    }
    let text = FactsWriter(try PlatformData(folder: data)).text
    try text.write(toFile: output)
    print("\(text.utf8.count) bytes, \(text.utf8.count { $0 == UInt8(ascii: "\n") }) lines")
  }
}

import Sandbox
import Shell
import Terminal

/// `falsh serve`: the sandbox as a server of its own, for other programs.
struct ServeCommand: Sendable {
  let words: [String]
  let world: World

  func run() async -> Int32 {
    do {
      let server = try await SandboxServer.start(try configuration())
      writeAll("the sandbox serves at \(server.origin)\n", to: 2)
      writeAll("falsh --host \(server.origin), or FALSH_HOST=\(server.origin); Ctrl-C ends it\n", to: 2)
      await server.waitUntilStopped()
      return ExitCode.done.rawValue
    } catch let error as UsageError {
      writeAll("falsh serve: \(error.message)\n", to: 2)
      return ExitCode.usage.rawValue
    } catch {
      writeAll("falsh serve: cannot listen: \(error)\n", to: 2)
      return ExitCode.network.rawValue
    }
  }

  private func configuration() throws(UsageError) -> SandboxConfiguration {
    var configuration = SandboxConfiguration(ownRunBy: world.sandboxClock)
    var rest = words[...]
    while let word = rest.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1)
      let value = parts.count > 1 ? String(parts[1]) : rest.popFirst()
      switch parts.first {
      case "--port", "port":
        guard let port = value.flatMap({ Int($0) }), (0...65535).contains(port) else {
          throw UsageError("--port takes a number from 0 to 65535")
        }
        configuration.port = port
      case "--key", "key":
        guard let value, !value.isEmpty else { throw UsageError("--key takes the key that callers must have") }
        configuration.key = value
      case "--addresses", "addresses":
        guard let addressing = value.flatMap(SandboxConfiguration.Addressing.init(word:)) else {
          throw UsageError("--addresses takes one-origin or platform-hosts")
        }
        configuration.addressing = addressing
      case "--pace", "pace":
        guard let pace = value.flatMap({ Double($0) }), pace >= 0, pace <= 1000 else {
          throw UsageError("--pace takes a factor; 0 is without any waiting")
        }
        configuration.pace = pace
      default:
        throw UsageError(
          "there is no option '\(word)': --port N, --pace FACTOR, --key KEY, --addresses one-origin|platform-hosts")
      }
    }
    return configuration
  }
}

extension SandboxConfiguration {
  /// Journals outlive a sandbox: what it names is named by no other.
  init(ownRunBy clock: SandboxClock) {
    self.init(clock: clock)
    requestID = RequestNaming.names(since: clock.now())
  }
}

extension SandboxConfiguration.Addressing {
  fileprivate init?(word: String) {
    switch word {
    case "one-origin": self = .oneOrigin
    case "platform-hosts": self = .platformHosts
    default: return nil
    }
  }
}

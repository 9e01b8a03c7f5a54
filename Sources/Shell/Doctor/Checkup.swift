import Diagnostics
import FalClient
import FalProtocol
import Journal
import Language
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Looks at everything that falsh stands on.
struct Checkup: Sendable {
  let session: Session

  private var environment: ShellEnvironment { session.environment }

  func findings() async -> [Finding] {
    [platform, key] + (await connection) + [journalPlace] + journal + [history, media, terminal, colors]
  }

  // MARK: The platform

  private var platform: Finding {
    switch session.platform.kind {
    case .live: Finding("platform", "platform", "fal.ai")
    case .sandbox: Finding("platform", "platform", "sandbox")
    case .host(let origin): Finding("platform", "platform", origin)
    }
  }

  private var key: Finding {
    guard let credentials = Credentials(environment: environment.variables) else {
      return Finding(
        "key", "key", "none", session.platform.kind == .sandbox ? .well : .poor,
        advice: session.platform.kind == .live ? "set FAL_KEY: keys are made at https://fal.ai/dashboard/keys" : nil)
    }
    return Finding("key", "key", "there is one" + (credentials.keyID.map { ", id \($0)" } ?? ""))
  }

  /// What the catalogue answers says of network, hosts and key at once.
  private var connection: [Finding] {
    get async {
      let start = environment.time.now()
      do {
        let client = try await session.platform.client()
        _ = try await client.models(ModelQuery(limit: 1))
        let took = environment.time.now() - start
        return hosts(client.origins, "answered in \(Int((took.seconds * 1000).rounded())) ms")
      } catch {
        let failure = (error as? FalError)?.failure ?? error as? Failure
        let words = failure?.diagnostic.message ?? "cannot be asked"
        return [Finding("hosts", "hosts", words, .poor, advice: failure?.diagnostic.help)]
      }
    }
  }

  private func hosts(_ origins: Origins, _ words: String) -> [Finding] {
    let hosts = Service.allCases.map { origins.base(of: $0).host }
    let different = hosts.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return [Finding("hosts", "hosts", "\(different.joined(separator: " "))  \(words)")]
  }

  // MARK: What lasts

  private var journalPlace: Finding { place("journal", "journal", environment.journalPath) }
  private var history: Finding { place("history", "history", environment.historyPath) }

  private var media: Finding {
    let kept = "\(environment.mediaFolder)  set keep=\(session.settings.keep.rawValue)"
    return Finding("media", "copies of media", kept)
  }

  private var journal: [Finding] {
    guard let health = session.records.attempt({ try $0.health() }) else {
      return [
        Finding(
          "database", "database", "cannot be used: \(session.records.obstacle ?? "nobody knows why")", .broken,
          advice: "until then jobs are not remembered; a file that is damaged can be moved away, and a new one is made"
        )
      ]
    }
    let counts = "\(health.jobCount) jobs, \(health.openJobCount) unfinished, \(health.sessionCount) sessions"
    let size = "\((Double(health.size) / 1_048_576 * 10).rounded() / 10) MiB"
    guard let damage = health.damages.first else {
      return [Finding("database", "database", "sound: \(counts), \(size)")]
    }
    return [
      Finding(
        "database", "database", "damaged: \(damage)", .broken,
        advice: "save what is there with: sqlite3 \(environment.journalPath) .recover")
    ]
  }

  /// Where a file is, and whether others may look into it.
  private func place(_ key: String, _ what: String, _ path: String) -> Finding {
    var status = stat()
    guard stat(path, &status) == 0 else { return Finding(key, what, "\(path)  not made yet") }
    let isOpen = status.st_mode & 0o077 != 0
    guard isOpen else { return Finding(key, what, path) }
    return Finding(key, what, "\(path)  others may read it", .poor, advice: "chmod 600 \(path)")
  }

  // MARK: The terminal

  private var terminal: Finding {
    let capabilities = session.console.capabilities
    let name = environment.variables["TERM"] ?? "no TERM"
    guard capabilities.isTerminal else { return Finding("terminal", "terminal", "none: a file or a pipe") }
    guard capabilities.canMoveCursor else {
      return Finding(
        "terminal", "terminal", "\(name), which can only write on", .poor,
        advice: "TERM=xterm-256color, if the terminal is one of the usual")
    }
    return Finding("terminal", "terminal", "\(name), \(capabilities.columns) columns")
  }

  private var colors: Finding {
    let words =
      switch session.console.capabilities.colors {
      case .none: "none"
      case .ansi: "16"
      case .truecolor: "all"
      }
    return Finding("colors", "colours", words)
  }
}

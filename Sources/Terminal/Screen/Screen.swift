import Synchronization

/// The one door to the terminal, or to the pipe that stands in for it:
/// everything that is shown goes through here, so that lines printed by
/// many tasks, status lines and the prompt do not write over each other.
package final class Screen: Sendable {
  private struct State {
    var capabilities: Capabilities
    var live = LiveRegion()
    /// Takes lines to above the prompt, while there is one.
    var post: (@Sendable (StyledText) -> Void)?
  }

  private let state: Mutex<State>
  private let write: @Sendable (String) -> Void

  /// - Parameter write: takes text that is ready to go out. Called by one
  ///   task at a time, in order.
  package init(capabilities: Capabilities, write: @escaping @Sendable (String) -> Void) {
    state = Mutex(State(capabilities: capabilities))
    self.write = write
  }

  package var capabilities: Capabilities { state.withLock { $0.capabilities } }

  /// One line, or several if it has newlines, above what is live.
  package func print(_ line: StyledText) {
    state.withLock { state in
      if let post = state.post {
        post(line)
      } else if state.live.isEmpty {
        write(line.rendered(state.capabilities) + "\n")
      } else {
        write(state.live.redraw(printing: line.lines, state.capabilities))
      }
    }
  }

  /// Shows one status line for each id, in order of first appearance,
  /// redrawn in place; nil removes it. Nothing is shown where the cursor
  /// cannot be moved, nor while there is a prompt.
  package func setLive(_ id: Int, _ line: StyledText?) {
    changeLive { $0.set(id, line) }
  }

  /// Removes all status lines.
  package func clearLive() {
    changeLive { $0.removeAll() }
  }

  /// From now on `print` goes through `post`, and status lines wait, until
  /// `detachPrompt`.
  package func attach(prompt post: @escaping @Sendable (StyledText) -> Void) {
    state.withLock { state in
      output(state.live.erase(state.capabilities))
      state.post = post
    }
  }

  package func detachPrompt() {
    state.withLock { state in
      state.post = nil
      if !state.live.isEmpty { write(state.live.redraw(state.capabilities)) }
    }
  }

  /// Takes the status lines off while `body` has the terminal for itself or
  /// stops the process; what is printed meanwhile waits.
  package func withoutLive(_ body: () -> Void) {
    state.withLock { state in
      output(state.live.erase(state.capabilities))
      body()
      if state.post == nil, !state.live.isEmpty { write(state.live.redraw(state.capabilities)) }
    }
  }

  /// The terminal has another width now.
  package func resize(columns: Int) {
    state.withLock { state in
      state.capabilities.columns = max(1, columns)
      guard state.post == nil, !state.live.isEmpty else { return }
      write(state.live.redraw(state.capabilities))
    }
  }

  /// Empties the screen, where that can be done.
  package func clear() {
    state.withLock { state in
      guard state.capabilities.canMoveCursor else { return }
      write(state.live.erase(state.capabilities) + "\u{1B}[H\u{1B}[2J")
      if state.post == nil, !state.live.isEmpty { write(state.live.redraw(state.capabilities)) }
    }
  }

  /// Writes codes that draw something, above what is live; nothing while a
  /// prompt shows.
  func draw(_ codes: (Capabilities) -> String) -> Bool {
    state.withLock { state in
      let text = codes(state.capabilities)
      guard !text.isEmpty, state.post == nil else { return false }
      output(state.live.erase(state.capabilities))
      write(text)
      if !state.live.isEmpty { write(state.live.redraw(state.capabilities)) }
      return true
    }
  }

  private func changeLive(_ change: (inout LiveRegion) -> Void) {
    state.withLock { state in
      guard state.capabilities.canMoveCursor else { return }
      change(&state.live)
      guard state.post == nil else { return }
      output(state.live.isEmpty ? state.live.erase(state.capabilities) : state.live.redraw(state.capabilities))
    }
  }

  private func output(_ text: String) {
    if !text.isEmpty { write(text) }
  }
}

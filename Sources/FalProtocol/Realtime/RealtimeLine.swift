package import JSON

/// One model in real time, without clock or network: it is told what
/// happened and says what to do next.
///
/// Inputs go one after the other, each after the answer to the one before:
/// the platform drops inputs that come faster than the model works, and an
/// answer does not say to which it belongs. An input goes over another
/// connection only if it is certain that nobody has seen it: it was not sent,
/// the token was refused, or it crossed the word that the other end closes
/// since no input had come.
package struct RealtimeLine: Sendable {
  /// What happened.
  package enum Event: Sendable, Hashable {
    /// There is an input to send.
    case input
    /// There is a new token.
    case token
    /// The connection is open.
    case opened
    /// Nothing waits to be read.
    case nothing
    case sent
    /// The connection was closed before anything of the input was written.
    case notSent
    case message(RealtimeMessage)
    /// The other end closed the connection.
    case closed
  }

  /// What to do.
  package enum Action: Sendable, Hashable {
    /// Close what is open, and ask for a token.
    case requestToken
    /// Open a connection with the latest token.
    case open
    /// See what has come since the last answer, without waiting.
    case look
    case send
    /// Wait for what comes.
    case listen
    /// The same, but no longer than this: `nothing` if nothing came.
    case listenBriefly(Duration)
    /// The answer to the input, and for how long the model worked, in
    /// seconds, if that was told.
    case answer(JSON, seconds: Double?)
    case fail(Failure)
  }

  /// Why an input has no answer.
  package enum Failure: Error, Hashable, Sendable {
    /// The model said so.
    case model(word: String, reason: String)
    /// A fresh token is refused too.
    case unauthorized
    /// The connection was closed while the model had the input.
    case lost
    /// Connections are closed again and again before the input gets there.
    case notTaken
    /// An answer came that cannot be read.
    case unreadable
  }

  /// A token is replaced when so much of its life is over.
  private static let useOfToken = 0.9
  /// How long the message with the time is waited for, which follows each
  /// result of most models.
  private static let patience: Duration = .milliseconds(250)
  /// On how many connections an input is tried.
  private static let mostAttempts = 3

  /// A word that closes a connection for want of inputs crossed an input if it
  /// comes so soon after that. Later it is the end of a model that took the
  /// input and gave nothing.
  private static let crossing: Duration = .seconds(3)

  private enum Stage { case idle, connecting, looking, sending, waiting }

  private let life: Duration
  private var stage = Stage.idle
  private var isOpen = false
  /// Whether an input was answered over the connection that is open: nobody
  /// grows tired of one that has just begun.
  private var isUsed = false
  private var tokenSince: Duration?
  private var sentAt: Duration = .zero
  private var attempts = 0
  /// The last refusal was of the token.
  private var wasUnauthorized = false
  /// A result whose time has not come yet.
  private var held: JSON?
  /// A time that came before its result.
  private var early: Double?
  /// Whether this model tells of its times; nil: it is not known yet.
  private var tellsTimes: Bool?

  /// - Parameter life: of a token.
  package init(life: Duration = RealtimeToken.usualLife) { self.life = life }

  /// - Parameter now: on a clock that only goes forward.
  /// - Returns: what to do after `event`.
  package mutating func next(after event: Event, at now: Duration) -> Action {
    switch event {
    case .input:
      (attempts, wasUnauthorized, held, early) = (0, false, nil, nil)
      return connect(now)
    case .token:
      tokenSince = now
      return .open
    case .opened:
      (isOpen, isUsed) = (true, false)
      return move(to: .sending, .send)
    case .nothing: return stage == .looking ? move(to: .sending, .send) : answerHeld()
    case .sent:
      sentAt = now
      return move(to: .waiting, .listen)
    case .notSent: return tryAgain(now)
    case .message(let message):
      return stage == .looking ? passed(message, now) : received(message, now)
    case .closed: return closed(now)
    }
  }

  private mutating func move(to stage: Stage, _ action: Action) -> Action {
    self.stage = stage
    return action
  }

  private mutating func connect(_ now: Duration) -> Action {
    guard let since = tokenSince, now - since < life * Self.useOfToken else {
      (isOpen, tokenSince) = (false, nil)
      return move(to: .connecting, .requestToken)
    }
    return isOpen ? move(to: .looking, .look) : move(to: .connecting, .open)
  }

  /// The same input over another connection.
  private mutating func tryAgain(_ now: Duration) -> Action {
    isOpen = false
    attempts += 1
    guard attempts < Self.mostAttempts else { return fail(wasUnauthorized ? .unauthorized : .notTaken) }
    return connect(now)
  }

  /// What was said before the input was sent is not about it.
  private mutating func passed(_ message: RealtimeMessage, _ now: Duration) -> Action {
    switch message {
    case .result, .timing, .remark, .unreadable: return .look
    case .unauthorized: return renew(now)
    case .idle, .failure: return tryAgain(now)
    }
  }

  private mutating func received(_ message: RealtimeMessage, _ now: Duration) -> Action {
    switch message {
    case .result(let output): return took(output)
    case .timing(let seconds): return took(seconds)
    case .remark: return listening
    case .idle: return held == nil && isUsed && now - sentAt <= Self.crossing ? tryAgain(now) : closed(now)
    case .unauthorized: return held == nil ? renew(now) : closed(now)
    case .failure(let word, let reason): return held == nil ? fail(.model(word: word, reason: reason)) : closed(now)
    case .unreadable: return held == nil ? fail(.unreadable) : answerHeld()
    }
  }

  private mutating func renew(_ now: Duration) -> Action {
    (tokenSince, wasUnauthorized) = (nil, true)
    return tryAgain(now)
  }

  /// A second result is no answer to anything that will be asked.
  private mutating func took(_ output: JSON) -> Action {
    guard held == nil else { return answerHeld() }
    held = output
    return tellsTimes == false || early != nil ? answerHeld() : listening
  }

  private mutating func took(_ seconds: Double) -> Action {
    // One that is late belongs to a result that is long gone.
    guard tellsTimes != false else { return listening }
    (early, tellsTimes) = (seconds, true)
    return held == nil ? listening : answerHeld()
  }

  private var listening: Action { held == nil ? .listen : .listenBriefly(Self.patience) }

  private mutating func answerHeld() -> Action {
    guard let output = held else { return fail(.unreadable) }
    if early == nil, tellsTimes == nil { tellsTimes = false }
    defer { (held, early) = (nil, nil) }
    isUsed = true
    return move(to: .idle, .answer(output, seconds: early))
  }

  private mutating func closed(_ now: Duration) -> Action {
    isOpen = false
    if held != nil { return answerHeld() }
    return stage == .looking ? tryAgain(now) : fail(.lost)
  }

  private mutating func fail(_ failure: Failure) -> Action {
    isOpen = false
    return move(to: .idle, .fail(failure))
  }
}

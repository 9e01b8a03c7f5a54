import Diagnostics
import FalClient
import FalProtocol
import Language

extension RetryNotice {
  /// What went wrong, and what is done about it, in one line.
  var words: String {
    let reason = error.failure.diagnostic.message
    return switch next {
    case .attempt(let number, let all, let pause): "\(reason); again in \(pause.inTenths) (\(number) of \(all))"
    case .poll(let pause): "\(reason); asked again in \(pause.inTenths)"
    case .host(let name): "\(reason); trying \(name)"
    }
  }
}

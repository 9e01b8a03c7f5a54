import FalProtocol
import JSON
import Sandbox

extension Fault {
  /// `ACTION [on OPERATION] [of ENDPOINT] [at N|N+]`; the action is a status
  /// code, `ingress`, `refusal FIELD`, or the name of a fault.
  init(directive: String) throws {
    var words = directive.split(separator: " ").map(String.init)[...]
    guard let name = words.popFirst() else { throw BadDirective(directive) }
    let field = name == "refusal" ? words.popFirst() : nil
    guard let action = Action(name, field: field) else { throw BadDirective(directive) }
    self.init(action)
    while let key = words.popFirst(), let value = words.popFirst() {
      switch key {
      case "on": operation = Operation(rawValue: value)
      case "of": endpoint = value
      case "at" where value.hasSuffix("+"): occurrences = Int(value.dropLast()).map { $0...Int.max }
      case "at": occurrences = Int(value).map { $0...$0 }
      default: throw BadDirective(directive)
      }
    }
  }
}

struct BadDirective: Error {
  let text: String

  init(_ text: String) { self.text = text }
}

extension Fault.Action {
  fileprivate init?(_ name: String, field: String?) {
    switch name {
    case "ingress":
      let page = "<html>\r\n<head><title>503</title></head>\r\n<center>nginx</center>\r\n</html>"
      self = .answer(WireResponse(status: 503, headers: ["content-type": "text/html"], body: Array(page.utf8)))
    case "refusal":
      let body: JSON = [
        "detail": [["loc": ["body", .string(field ?? "")], "msg": "this will not do", "type": "value_error"]]
      ]
      self = .answer(WireResponse(status: 422, json: body))
    case "dropBeforeAnswer": self = .dropBeforeAnswer
    case "dropAfterAccept": self = .dropAfterAccept
    case "stall": self = .stall
    case "cutStream": self = .cutStream(afterEvents: 1)
    case "emptyResult": self = .emptyResult
    case "unauthorized": self = .say(.unauthorized)
    case "idle": self = .say(.idle)
    default:
      guard let status = Int(name) else { return nil }
      self = .answer(WireResponse(status: status, json: ["detail": .string("it is \(status) here")]))
    }
  }
}

import FalProtocol
import Journal
import JSON

/// Facts of the platform: models' documents, and what was uploaded.
extension Records {
  /// A model's document, however old, and when it came (seconds since 1970).
  func lastDocument(of endpoint: EndpointID, on platform: Platform) -> (document: JSON, storedAt: Double)? {
    guard let kept = kept(.openAPI, of: endpoint.description, on: platform) else { return nil }
    return (kept.json, kept.storedAt)
  }

  /// A document of the platform that was kept when facts might be, and when
  /// (seconds since 1970).
  func datedDocument(of endpoint: EndpointID, on platform: Platform) -> (document: JSON, date: Double)? {
    let kept =
      attempt { journal in
        try journal.document(kind: .openAPI, key: endpoint.description, origin: platform.cacheName)
      } ?? nil
    guard let kept, let document = try? JSON(parsing: kept.text) else { return nil }
    return (document, kept.storedAt)
  }

  func keep(_ document: JSON, of endpoint: EndpointID, on platform: Platform, at date: Double) {
    guard platform.remembersFacts else { return }
    _ = attempt { journal in
      try journal.storeDocument(
        kind: .openAPI, key: endpoint.description, origin: platform.cacheName, text: document.text, at: date)
    }
  }

  /// What the platform said of the account when it was asked last, and when
  /// (seconds since 1970).
  func kept(_ kind: DocumentKind, of key: String, on platform: Platform) -> (json: JSON, storedAt: Double)? {
    guard platform.remembersFacts else { return nil }
    return attempt { journal in
      let kept = try journal.document(kind: kind, key: key, origin: platform.cacheName)
      return kept.flatMap { kept in (try? JSON(parsing: kept.text)).map { ($0, kept.storedAt) } }
    } ?? nil
  }

  func keep(_ answer: JSON, _ kind: DocumentKind, of key: String, on platform: Platform) {
    guard platform.remembersFacts else { return }
    _ = attempt { journal in
      try journal.storeDocument(kind: kind, key: key, origin: platform.cacheName, text: answer.text, at: date())
    }
  }

  /// A model's price as it was last told, and when (seconds since 1970).
  func price(of endpoint: EndpointID, on platform: Platform) -> (price: Price, storedAt: Double)? {
    guard platform.remembersFacts else { return nil }
    return attempt { journal in
      let kept = try journal.document(kind: .price, key: endpoint.description, origin: platform.cacheName)
      guard let kept, let json = try? JSON(parsing: kept.text), let price = try? Price(json: json) else { return nil }
      return (price, kept.storedAt)
    } ?? nil
  }

  /// All prices that were told, by endpoint, and when (seconds since 1970).
  func prices(on platform: Platform) -> [String: (price: Price, storedAt: Double)] {
    guard platform.remembersFacts else { return [:] }
    return attempt { journal in
      try journal.documents(kind: .price, origin: platform.cacheName).compactMapValues { kept in
        (try? JSON(parsing: kept.text)).flatMap { try? Price(json: $0) }.map { ($0, kept.storedAt) }
      }
    } ?? [:]
  }

  func keep(_ price: Price, on platform: Platform) {
    guard platform.remembersFacts else { return }
    _ = attempt { journal in
      try journal.storeDocument(
        kind: .price, key: price.id.description, origin: platform.cacheName, text: price.json.text, at: date())
    }
  }

  /// The list of models that was kept last, and when (seconds since 1970).
  func models(on platform: Platform) -> (models: [ListedModel], date: Double)? {
    guard platform.remembersFacts else { return nil }
    return attempt { journal in
      guard let kept = try journal.document(kind: .models, key: "", origin: platform.cacheName) else { return nil }
      let models = (try? JSON(parsing: kept.text))?.array?.compactMap(ListedModel.init(json:)) ?? []
      return models.isEmpty ? nil : (models, kept.storedAt)
    } ?? nil
  }

  func keep(_ models: [ListedModel], on platform: Platform, at date: Double) {
    guard platform.remembersFacts else { return }
    _ = attempt { journal in
      let text = JSON.array(models.map(\.json)).text
      try journal.storeDocument(kind: .models, key: "", origin: platform.cacheName, text: text, at: date)
    }
  }

  func upload(of hash: String, on platform: Platform, at date: Double) -> String? {
    guard platform.remembersFacts else { return nil }
    return attempt { journal in try journal.upload(hash: hash, origin: platform.cacheName, now: date) } ?? nil
  }

  func forgetUpload(of hash: String, on platform: Platform) {
    guard platform.remembersFacts else { return }
    _ = attempt { journal in try journal.forgetUpload(hash: hash, origin: platform.cacheName) }
  }

  /// Whether a content of this size was uploaded, if only once.
  func hasUpload(ofSize size: Int, on platform: Platform) -> Bool {
    guard platform.remembersFacts else { return false }
    return attempt { journal in try journal.hasUpload(ofSize: size, origin: platform.cacheName) } ?? false
  }

  func keep(upload url: String, of hash: String, type: String, size: Int, on platform: Platform, at date: Double) {
    guard platform.remembersFacts else { return }
    _ = attempt { journal in
      try journal.recordUpload(
        hash: hash, origin: platform.cacheName, url: url, contentType: type, size: size, at: date, expires: nil)
    }
  }
}

extension Platform {
  /// A sandbox forgets with its process what it was told; fal.ai does not.
  fileprivate var remembersFacts: Bool { kind == .live && keepsFacts }
}

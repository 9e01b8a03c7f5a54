import JSON
import ModelSchema

extension ModelSchema {
  /// The parameter that a path leads to, at any depth: `loras[0].path`. An
  /// index leads to the list's own parameter.
  func parameter(at path: JSONPath) -> Parameter? {
    var record = input
    var found: Parameter?
    for step in path.steps {
      guard case .key(let name) = step else { continue }
      guard let parameter = record?.field(named: name) else { return nil }
      found = parameter
      record = parameter.type.innerRecord
    }
    return found
  }
}

extension ModelSchema {
  /// The input for files that somebody may have meant who calls it like
  /// other models do: `image_url` for `start_image_url`.
  func mediaParameter(like name: String) -> String? {
    guard ["_url", "_urls", "image", "video", "audio"].contains(where: name.hasSuffix) else { return nil }
    let inputs = parameters.filter { $0.media != nil }
    let stem = name.split(separator: "_").first { ["image", "video", "audio", "mask"].contains($0) }
    let alike = inputs.filter { input in stem.map { input.name.contains($0) } ?? false }
    return (alike.first(where: \.isRequired) ?? alike.first)?.name
  }
}

extension ValueType {
  /// The record that a value is, or that the elements of a list are.
  var innerRecord: RecordType? {
    for branch in branches {
      switch branch {
      case .record(let record): return record
      case .list(let element, _): if let record = element.innerRecord { return record }
      default: continue
      }
    }
    return nil
  }
}

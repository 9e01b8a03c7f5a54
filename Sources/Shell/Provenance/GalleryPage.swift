import FalProtocol
import JSON
import ModelSchema

/// A page that shows the media of jobs, each with what it was made of. It is
/// one file that asks nobody for anything but the media themselves.
struct GalleryPage: Sendable {
  /// One medium.
  struct Item: Sendable {
    let kind: MediaKind
    /// A URL, or a path beside the page.
    let place: String
    let model: String
    let prompt: String
    /// What else there is to say: the seed, the job.
    let facts: String
    /// The line that makes it once more.
    let recipe: String
  }

  let title: String
  let items: [Item]

  var html: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
    img-src 'self' https: http: data: file:; media-src 'self' https: http: data: file:">
    <title>\(title.escapedForHTML)</title>
    <style>\(Self.style)</style>
    </head>
    <body>
    <h1>\(title.escapedForHTML)</h1>
    <main>
    \(items.map(Self.figure).joined(separator: "\n"))
    </main>
    </body>
    </html>

    """
  }

  private static func figure(_ item: Item) -> String {
    """
    <figure>
    \(medium(item))
    <figcaption><p>\(item.prompt.escapedForHTML)</p>
    <p class="facts">\(item.model.escapedForHTML) \(item.facts.escapedForHTML)</p>
    <details><summary>recipe</summary><code>\(item.recipe.escapedForHTML)</code></details></figcaption>
    </figure>
    """
  }

  /// What is no address of the web or a file beside the page is not linked:
  /// a model's answer may hold any text.
  private static func medium(_ item: Item) -> String {
    let schemes = ["https://", "http://", "data:image/", "data:video/", "data:audio/"]
    let isSafe = schemes.contains { item.place.hasPrefix($0) } || !item.place.contains(":")
    let place = isSafe ? item.place.escapedForHTML : ""
    switch item.kind {
    case .image:
      let text = item.prompt.escapedForHTML
      return "<a href=\"\(place)\"><img src=\"\(place)\" alt=\"\(text)\" loading=\"lazy\"></a>"
    case .video: return "<video src=\"\(place)\" controls preload=\"metadata\"></video>"
    case .audio: return "<audio src=\"\(place)\" controls preload=\"metadata\"></audio>"
    case .mesh, .archive, .other: return "<a href=\"\(place)\">\(place)</a>"
    }
  }

  private static let style = """
    body{font:15px/1.4 system-ui,sans-serif;margin:2rem;background:#111;color:#eee}
    main{display:grid;gap:1.5rem;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr))}
    figure{margin:0;background:#1c1c1c;border-radius:8px;overflow:hidden}
    img,video{width:100%;display:block}audio{width:100%}figcaption{padding:.5rem 1rem 1rem}
    p{margin:.5rem 0;overflow-wrap:anywhere}.facts{color:#999}code{white-space:pre-wrap;overflow-wrap:anywhere}
    a{color:inherit}
    """
}

extension String {
  /// The text where a page's text or an attribute in quotes stands; what no
  /// page may hold is left out.
  var escapedForHTML: String {
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      case _ where scalar.properties.generalCategory == .control: break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

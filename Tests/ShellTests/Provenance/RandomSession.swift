/// A session as somebody might have typed it, different for each seed: names
/// made and made anew, results used by name, by `%` and by number, seeds
/// given and left to the models, dead ends, blocks, files.
struct RandomSession {
  private var generator: Dice
  private(set) var lines: [String] = ["set parallel=1"]
  /// Names that hold one picture, and all other names.
  private var pictures: [String] = []
  private var numbers: [String] = []
  private var jobs = 0
  private var files = 0
  private var hasLatest = false

  init(seed: UInt64, length: Int) {
    generator = Dice(seed)
    for _ in 0..<length { addStatement() }
  }

  private mutating func addStatement() {
    let makers: [(inout RandomSession) -> Void] = [
      { $0.add("let \($0.picture()) = \($0.draw())", jobs: 1) },
      { $0.add($0.draw(), jobs: 1, isLatest: true) },
      { $0.addEdit() }, { $0.addBindLatest() }, { $0.addNumbered() }, { $0.addList() }, { $0.addNumber() },
      { $0.addField() }, { $0.addLoop() }, { $0.addSave() }, { $0.addSweep() }, { $0.addDefinition() },
      { $0.addBackground() }, { $0.addAgain() }, { $0.addUpload() }, { $0.addFailure() }, { $0.addBranch() },
      { $0.addChain() }, { $0.addUnset() },
    ]
    makers[generator.below(makers.count)](&self)
  }

  private mutating func add(_ line: String, jobs count: Int = 0, isLatest: Bool = false) {
    lines.append(line)
    jobs += count
    if isLatest { hasLatest = true }
  }

  // MARK: Words

  private mutating func word() -> String { generator.pick(["fox", "owl", "storm", "$5 note", "quote \\\" mark"]) }

  private mutating func seed() -> String { generator.below(2) == 0 ? " seed=\(generator.below(100))" : "" }

  private mutating func draw() -> String { "fal-ai/z-image/turbo \"a \(word())\"\(seed()) image_size=square" }

  private mutating func edit() -> String { "qwen-image-max/edit \"make it \(word())\"\(seed())" }

  private mutating func picture() -> String {
    let name = generator.pick(["hero", "still", "a", "b"])
    if !pictures.contains(name) { pictures.append(name) }
    return name
  }

  private mutating func any() -> String? { pictures.isEmpty ? nil : generator.pick(pictures) }

  // MARK: Statements

  private mutating func addEdit() {
    guard let source = any() else { return }
    add("let \(picture()) = $\(source) | \(edit())", jobs: 1)
  }

  private mutating func addBindLatest() {
    guard hasLatest else { return }
    add("let last\(generator.below(2)) = %")
  }

  private mutating func addNumbered() {
    guard jobs > 0 else { return }
    add("let nth\(generator.below(2)) = %\(1 + generator.below(jobs))")
  }

  private mutating func addList() {
    let block = "{ fal-ai/z-image/turbo \"$what\"\(seed()) image_size=square }"
    add("let list\(generator.below(2)) = [\"x\", \"y\"] | each what \(block)", jobs: 2)
  }

  private mutating func addNumber() {
    let name = generator.pick(["n", "m"])
    let value = numbers.isEmpty ? "\(generator.below(9))" : "$\(generator.pick(numbers)) + 1"
    if !numbers.contains(name) { numbers.append(name) }
    add("let \(name) = \(value)")
  }

  private mutating func addField() {
    guard let source = any() else { return }
    add("let \(generator.pick(["url", "width"])) = $\(source).\(generator.pick(["url", "images[0].width"]))")
  }

  private mutating func addLoop() {
    add("for f in [1, 2] { let \(picture()) = fal-ai/z-image/turbo \"number $f\"\(seed()) image_size=square }", jobs: 2)
  }

  private mutating func addSave() {
    guard let source = any() else { return }
    files += 1
    add("$\(source) | \(edit()) | save \"file-\(files).{ext}\"", jobs: 1)
  }

  private mutating func addSweep() {
    add("let grid = sweep fal-ai/z-image/turbo \"a {red,blue} \(word())\"\(seed()) image_size=square", jobs: 2)
  }

  private mutating func addDefinition() {
    add("def paint(what) { fal-ai/z-image/turbo \"$what\"\(seed()) image_size=square }")
    add("let \(picture()) = paint \"\(word())\"", jobs: 1)
  }

  private mutating func addBackground() {
    add("let later = \(draw()) &", jobs: 1)
    add("let \(picture()) = (wait $later)")
  }

  private mutating func addAgain() {
    guard jobs > 0 else { return }
    add("again seed=\(generator.below(50))", jobs: 1, isLatest: true)
  }

  private mutating func addUpload() {
    add("let file = (upload @portrait.jpg)")
    add("let \(picture()) = $file | \(edit())", jobs: 1)
  }

  private mutating func addFailure() {
    add("let \(generator.pick(["oops", "n"])) = (fail \"no\")")
    add("try { fail \"no\" } catch e { let caught = $e.message }")
  }

  private mutating func addBranch() {
    add("if \(generator.below(4)) > 1 { let \(picture()) = \(draw()) } else { let \(picture()) = \(draw()) }", jobs: 1)
  }

  private mutating func addChain() {
    add("let \(picture()) = \(draw()) | \(edit())", jobs: 2)
  }

  private mutating func addUnset() {
    guard let name = numbers.popLast() else { return }
    add("unset \(name)")
  }
}

/// Numbers that are the same for the same seed.
struct Dice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// From 0 to `count`, which is not included.
  mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

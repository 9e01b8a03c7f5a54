/// The examples of the page that describes the language.
package enum LanguagePage {
  package static let session = """
    fal-ai/flux-2/klein/9b "a lighthouse in a storm" seed=7 image_size=landscape_16_9
    let hero = %                                    # the latest result; %3 is job 3
    $hero | fal-ai/kling-video/o3/pro/image-to-video "slow dolly in" duration=5 | save out/hero.mp4

    upload @portrait.jpg                            # prints the CDN URL, and is a value
    fal-ai/qwen-image-max/edit @portrait.jpg "make the background a sunset beach"

    let clip = fal-ai/veo3.1 "epic battle scene" &  # submitted; the prompt is back at once
    jobs                                            # what runs, what waits, what is done
    wait $clip | save                               # or just use $clip: using it waits

    ask "five one-line prompts about foxes" | lines | each { fal-ai/z-image/turbo $in } | save "fox-{index}.{ext}"

    sweep fal-ai/flux-2/klein/9b "a {red,blue} bird" seed=1..3     # 6 runs, shown as a grid, price asked first
    again seed=99                                   # the latest call once more, one parameter changed
    export storm.fal                                # this session as a script that replays
    """

  package static let script = """
    #!/usr/bin/env falsh
    ## A storyboard: one still per style, the best one animated.
    param subject = "a red fox"            ## what to draw
    param styles  = ["oil painting", "pixel art", "charcoal"]
    budget 2.00

    let stills = $styles | each style {
      fal-ai/flux-2/klein/9b "$subject, $style" seed=42
    }
    expect (count $stills) == (count $styles)

    let clip =
      $stills[0]
      | fal-ai/kling-video/o3/pro/image-to-video "slow dolly in" duration=5
    $clip | save "out/{model}-{seed}.{ext}"
    """

  package static let statements = """
    let take = @start.mp4
    for i in 1..3 { let take = $take | fal-ai/veo3.1/extend-video "the camera keeps flying" }

    def soften(text) { ask "Rewrite this picture prompt so that no content filter objects. Only the prompt: $text" }
    let idea = "two knights fighting"
    let still = try { fal-ai/z-image/turbo $idea } catch e {
      if $e.kind != "content_policy" { fail $e }
      fal-ai/z-image/turbo (soften $idea)
    }
    """

  package static let lines = [
    "gen \"a cat\"", "use fal-ai/veo3.1 seed=3", "alias best-video=fal-ai/kling-video/v3/pro/text-to-video",
    "a image_size.width=1024", "a image_size[width]=1024", "a loras[0].path=x", "a x:=null", "a image_url=./a.jpg",
    "a image_url=$in.images[1]", "a --timeout 600 --webhook https://e.org/x --priority low --dry-run",
    "a -p \"x\" -t \"y\" --param k=v --size square --image-url https://e.org/a.png",
    "gen --status ID", "models flux --category text-to-image", "each { $in | a }", "$x | pick -1 | open",
    "where { $in.seed > 3 }", "% | as curl", "set confirm=1.00", "set parallel=8", "sleep 3", "exit 1",
    "source a.fal x=1", "a \"${hero.url}\" \"\\$money\"", "a [1, oil, \"pixel art\"] {width: 1024, \"height\": 768}",
    "if $e.kind == \"timeout\" { print x }", "let n = (count $stills) > 3", "save \"out/$x.png\"", "print (1 + 2)",
    "let u = (upload a.jpg)", "animate \"left\"", "a seed=[1, 2]", "for f in (lines @a.txt) { print $f }",
    "for i in 1..9 { if $i == 3 { break } }", "a @./me.jpg \"./me.jpg\"", "a #ff0000", "a \"in oils: $in\"",
    "def name(a, b = 2) { return $a }", "a \"@home\" \"seed=5\" \"--no hands\" \"50%\"", "let x = retry 3 { a \"b\" }",
    "a 16:9 007 9b", "param x: text = \"default\"", "a $x[1..2] $x[*].field $x[$i] $x[-1]",
  ]

  /// Each of its examples.
  package static var all: [String] { [session, script, statements] + lines }
}

"""What an author does all day: watch a picture, open it, name events, set a project's look."""

from pathlib import Path

import pytest
from PIL import Image

from gradreel.animate.cli import opening, watching
from gradreel.animate.formats.records import read_record

SMALL = ("--size", "160x90")
EVENTS = ("Hold(0.5)))", 'Hold(0.5)), events={"half": Found(5), "end": Found(10)})')


@pytest.fixture
def eventful(scene):
    path = Path(scene)
    text = path.read_text("utf-8").replace(*EVENTS)
    path.write_text(f"from gradreel.core.events import Found\n{text}", "utf-8")
    return scene


def project(*lines):
    Path("pyproject.toml").write_text("\n".join(["[tool.gradreel]", *lines]), "utf-8")


def width_of(path):
    with Image.open(path) as image:
        return image.size[0]


def test_a_film_begins_and_ends_at_events(run, eventful):
    made = run("render", eventful, "-o", "a.gif", "--from", "half", "--to", "end", *SMALL)
    assert (made.status, made.err) == (0, "")
    assert read_record(Path("a.gif"))["runs"][0]["shown"] == [5, 10]
    still = run("still", eventful, "-o", "a.png", "--step", "half", *SMALL)
    assert still.out.rstrip().endswith("step 5")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("render", "-o", "a.gif", "--from", "corner"),
         "--from 'corner' is no step of tiny; give a number, or an event: half, end."),
        (("render", "-o", "a.gif", "--to", "5.5"),
         "--to '5.5' is no step of tiny; give a number, or an event: half, end."),
        (("render", "-o", "a.gif", "--from", "end", "--to", "half"),
         "--from end (step 10) --to half (step 5) was given; tiny shows steps 0 to 10, so choose "
         "two of these, the larger one for --to."),
        (("still", "-o", "a.png", "--step", "corner"),
         "--step 'corner' is no step of tiny; give a number, or an event: half, end."),
        (("still", "-o", "a.pdf", "--watch", "--open"),
         "--watch --open was given with a.pdf, which no page can show; give one that ends in .png, "
         ".webp, .svg, .gif, .apng, .mp4, .webm."),
    ],
)  # fmt: skip
def test_what_is_no_step_is_told(run, eventful, typed, words):
    command, *rest = typed
    outcome = run(command, eventful, *rest)
    assert (outcome.status, outcome.error) == (2, words)


def test_what_has_no_events_or_is_no_file_is_told(run, scene):
    outcome = run("still", scene, "-o", "a.png", "--step", "corner")
    assert outcome.error == (
        "--step 'corner' is no step of tiny; give a number, as tiny has no events."
    )
    outcome = run("still", "right_angle", "-o", "a.png", "--watch")
    assert outcome.error.startswith("--watch was given with 'right_angle', which is no file; give")
    outcome = run("still", "lecture", "-o", "a.png", "--step", "corner")
    assert (
        "events are those of a scene; give one of the scenes of lecture: opening" in outcome.error
    )


def test_a_project_says_what_is_not_typed(run, scene):
    project('size = "160x90"', 'theme = "dark"')
    run("still", scene, "-o", "a.png", "--quiet")
    assert width_of("a.png") == 160
    with Image.open("a.png") as image:
        assert max(image.convert("RGB").getpixel((1, 1))) < 60
    run("still", scene, "-o", "a.png", "--size", "320x180", "--quiet")
    assert width_of("a.png") == 320
    run("still", scene, "-o", "a.png", "-q", "l", "--quiet")
    assert width_of("a.png") == 854
    made = run("storyboard", scene, "-o", "a.png", "--size", "160x90", "--columns", "1")
    assert "176x" in made.out


def test_a_preset_goes_before_a_project(run, scene):
    project('quality = "k"')
    made = run("render", scene, "-o", "a", "--for", "google-slides")
    assert "960x540" in made.out


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('colour = "red"', "has 'colour'; the keys are theme, quality, size, voice."),
        ("voice = 3", "has voice = 3; give a file, such as"),
        ('theme = "drak"', "has theme = 'drak'; give light or dark."),
        ("quality = 3", "has quality = 3; give l or m or h or k."),
        ('size = "large"', "has size = 'large'; give width x height in pixels, such as"),
        ("size = [1]", "has size = [1]; give width x height in pixels, such as"),
        ("size = ", "cannot be read as TOML, Invalid value"),
    ],
)
def test_a_wrong_wish_of_a_project_is_one_sentence(run, scene, line, words):
    project(line)
    outcome = run("still", scene, "-o", "a.png")
    assert outcome.status == 2
    assert words in outcome.error
    assert "pyproject.toml" in outcome.error
    assert run("list").status == 0


def test_others_projects_are_none_of_ours(run, scene):
    Path("pyproject.toml").write_text("[tool.ruff\nbroken", "utf-8")
    assert run("still", scene, "-o", "a.png", *SMALL, "--quiet").status == 0


def test_what_was_made_is_opened(run, scene, monkeypatch):
    opened = []
    monkeypatch.setattr(opening.click, "launch", lambda path: opened.append(path) or 0)
    run("still", scene, "-o", "a.png", *SMALL, "--open")
    run("render", scene, "-o", "b.gif", "-o", "c.apng", *SMALL, "--open")
    run("storyboard", scene, "-o", "d.png", "--size", "160x90", "--open")
    assert opened == ["a.png", "b.gif", "d.png"]
    monkeypatch.setattr(opening.click, "launch", lambda path: 1)
    monkeypatch.setattr(opening.webbrowser, "open", lambda path: False)
    outcome = run("still", scene, "-o", "a.png", *SMALL, "--open", "--quiet")
    assert (outcome.status, outcome.error) == (
        1, "a.png was made, and nothing here opens it: open it by hand, or leave out --open.",
    )  # fmt: skip


STILL = ("-o", "now.png", "--step", "5", *SMALL)


def watched(monkeypatch, run, typed, *edits):
    """Watch what is typed; after each pair of looks comes the next edit, at the end Ctrl-C."""
    left = [edit for edit in edits for _ in range(2)]

    def wait(seconds):
        if len(left) % 2 == 0 and not left:
            raise KeyboardInterrupt
        edit = left.pop(0)
        if len(left) % 2:
            edit()

    defaults = watching.watching.__kwdefaults__
    monkeypatch.setitem(defaults, "wait", wait)
    return run(*typed, "--watch")


def test_each_save_is_drawn_and_errors_leave_it_running(run, scene, monkeypatch):
    path, pictures = Path(scene), []
    text = path.read_text("utf-8")
    path.write_text(
        text.replace('"Two paths"', "words.TITLE").replace("SCENE =", "import words\nSCENE =")
    )
    Path("words.py").write_text('TITLE = "One"')

    def then(act):
        def edit():
            pictures.append(Path("now.png").read_bytes() if Path("now.png").exists() else b"")
            act()

        return edit

    outcome = watched(
        monkeypatch, run, ("still", scene, *STILL),
        lambda: None,
        then(lambda: Path("words.py").write_text('TITLE = "Another title"')),
        then(lambda: Path("words.py").write_text("TITLE = 1/0")),
        then(lambda: Path("words.py").write_text('TITLE = "Mended"')),
        then(lambda: None),
    )  # fmt: skip
    assert outcome.status == 0
    first, second, still_second, mended = pictures
    assert len({first, second, mended}) == 3
    assert still_second == second
    assert "now.png" in outcome.out
    lines = outcome.err.splitlines()
    assert lines[0].startswith("Watching ")
    assert "division by zero" in lines[1]
    assert len(lines) == 2


FAST = (*SMALL, "--fps", "4")
WATCHED = {
    "a film": ("render", "SCENE", "-o", "now.gif", *FAST),
    "a storyboard": ("storyboard", "SCENE", "-o", "now.png", "--size", "160x90"),
    "a race": ("race", "--surface", "quadratic", "--run", "run.csv", "-o", "now.png", *FAST),
    "a page of a race": (
        "race", "--surface", "quadratic", "--run", "run.csv", "-o", "explore.html",
    ),
    "a sweep": (
        "sweep", "--data", "points.csv", "--optimizer", "adagrad", "--steps", "3", "--vary",
        "learning_rate=0.1:1:2", "-o", "now.png", *FAST,
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", WATCHED)
def test_each_command_draws_anew_what_is_saved(run, scene, monkeypatch, kind):
    Path("run.csv").write_text("step,w,b,loss\n0,1,1,2\n1,0,0.5,1\n", "utf-8")
    Path("points.csv").write_text("x,y\n0,1\n1,0\n2,1\n", "utf-8")
    typed = [scene if word == "SCENE" else word for word in WATCHED[kind]]
    saved = next(Path(word) for word in typed if word.endswith((".csv", ".py")))
    edits = {".py": ('"Two paths"', '"Other words"'), ".csv": ("\n1,0", "\n1,0.2")}[saved.suffix]
    made = Path(typed[typed.index("-o") + 1])
    seen = []

    def edit():
        seen.append(made.read_bytes())
        saved.write_text(saved.read_text("utf-8").replace(*edits), "utf-8")

    outcome = watched(
        monkeypatch, run, typed, lambda: None, edit, lambda: seen.append(made.read_bytes())
    )
    assert (outcome.status, outcome.err.count("\n")) == (0, 1), outcome.err
    assert outcome.out.count(str(made)) == 2
    assert seen[0] != seen[1]


def test_what_nothing_can_be_saved_of_is_not_watched(run):
    typed = ("--surface", "quadratic", "--optimizer", "adagrad", "-o", "a.png", "--watch")
    outcome = run("race", *typed)
    assert (outcome.status, outcome.error) == (
        2, "--watch was given, and no file is read that could be saved anew; give a --run, --data "
        "or a --surface that is a file, or leave it out.",
    )  # fmt: skip
    outcome = run("render", "right_angle", "-o", "a.gif", "--watch")
    assert outcome.error.startswith("--watch was given with 'right_angle', which is no file; give")


def test_a_page_follows_the_picture_while_it_is_watched(tmp_path, monkeypatch):
    pages = []
    monkeypatch.setattr(watching, "open_file", pages.append)
    picture = tmp_path / "now & then.png"
    with watching._page(picture) as page:
        text = pages[0].read_text("utf-8")
    assert f'src="{picture.as_uri()}" alt="now &amp; then.png, as' in text
    assert (pages, page.exists()) == ([page], False)


def test_a_page_is_told_of_each_new_drawing(run, scene, monkeypatch):
    told = []
    monkeypatch.setattr(watching, "open_file", told.append)

    def save():
        path = Path(scene)
        path.write_text(path.read_text("utf-8").replace("Two", "Three"), "utf-8")

    def look():
        told.append(told[0].with_name("version.js").read_text("utf-8"))

    typed = ("render", scene, "-o", "now.mp4", *FAST, "--open")
    watched(monkeypatch, run, typed, lambda: None, save, look)
    assert told[1] == "drawn(2)"

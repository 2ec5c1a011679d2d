from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from gradreel.animate import CurvePanel, Hold, Play, Scene, Stage, Timeline
from gradreel.animate.export import fit_size
from gradreel.animate.export.delivery import Delivery
from gradreel.animate.export.fit_choices import LEAST_FPS, LEAST_WIDTH, choices
from gradreel.animate.export.fit_size import MOST_TRIALS, parse_bytes, render_within, told_bytes
from gradreel.animate.export.render import Written
from gradreel.core import GradientDescent, Quadratic
from gradreel.core.errors import InvalidInput, RenderError

WANTED = ((960, 540), 25.0)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2MB", 2_000_000),
        ("500 kB", 500_000),
        ("1.5MiB", 1_572_864),
        ("64KiB", 65_536),
        (".5mb", 500_000),
        ("100000b", 100_000),
    ],
)
def test_sizes_in_bytes(text, count):
    assert parse_bytes(text) == count


@pytest.mark.parametrize("text", ["", "2", "MB", "-1MB", "2GB", "two MB", "0kB", "1e3kB", "nanMB"])
def test_what_is_no_size_is_refused_in_one_sentence(text):
    with pytest.raises(InvalidInput, match="2MB") as caught:
        parse_bytes(text)
    assert str(caught.value).count(". ") == 0


def test_sizes_for_people():
    assert [told_bytes(n) for n in (1500, 99_900, 1_934_000, 999_600)] == [
        "1.5 kB", "100 kB", "1.93 MB", "1 MB",
    ]  # fmt: skip


def test_choices_go_from_what_is_wanted_to_the_smallest_legible():
    found = choices(*WANTED, palette=True)
    assert (found[0].size, found[0].fps, found[0].colors) == (*WANTED, 255)
    assert (found[0].loss, found[0].share) == (0, 1)
    assert (found[-1].size, found[-1].fps) == ((LEAST_WIDTH, 270), LEAST_FPS)
    assert found[-1].share == min(choice.share for choice in found)
    losses = [choice.loss for choice in found]
    assert losses == sorted(losses)
    for choice in found:
        assert choice.size[0] % 2 == choice.size[1] % 2 == 0
        assert abs(choice.size[0] / choice.size[1] - 16 / 9) < 0.02
        assert LEAST_WIDTH <= choice.size[0] <= 960
        assert LEAST_FPS <= choice.fps <= 25


def test_nothing_larger_or_faster_than_wanted():
    assert {(c.size, c.fps) for c in choices((320, 180), 4)} == {((320, 180), 4)}


class Workshop:
    """Stands in for rendering: a film takes the bytes that `law` says."""

    def __init__(self, monkeypatch, law):
        self.law, self.made = law, []
        monkeypatch.setattr(fit_size, "render", self.render)

    def stage(self, size, fps):
        return SimpleNamespace(size=size, fps=fps)

    def render(self, stage, paths, progress, delivery):
        count = int(self.law(stage.size[0] * stage.size[1], stage.fps, delivery.colors or 255))
        Path(paths[0]).write_bytes(b"\0" * count)
        self.made.append((stage.size, stage.fps, delivery.colors, count))
        progress(0.5)
        return [Written(Path(paths[0]), count, *stage.size, stage.fps, 10, 1.0)]


LAWS = {
    "as expected": lambda area, fps, colors: 50 * area**0.6 * fps**0.6 * (colors / 255) ** 0.05,
    "text": lambda area, fps, colors: 100_000 + 1.5 * area * (fps / 25) ** 0.3,
    "noise": lambda area, fps, colors: area * fps / 10 * (colors / 255) ** 0.5,
}


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS.keys())
@pytest.mark.parametrize("share", [0.95, 0.7, 0.5, 0.4])
def test_what_is_found_fits_and_is_nearly_the_best(monkeypatch, tmp_path, law, share):
    workshop = Workshop(monkeypatch, law)
    limit = int(share * law(960 * 540, 25, 255))
    told = []
    fit = render_within(workshop.stage, tmp_path / "a.gif", limit, WANTED, Delivery(), told.append)
    assert fit.written.bytes == (tmp_path / "a.gif").stat().st_size <= limit
    assert fit.trials == len(workshop.made) <= MOST_TRIALS
    assert told == sorted(told)
    assert told[-1] == 1
    assert [p.name for p in tmp_path.iterdir()] == ["a.gif"]
    # The best of all, by making every one of them.
    every = choices(*WANTED, palette=True)
    fits = [c for c in every if int(law(c.size[0] * c.size[1], c.fps, c.colors)) <= limit]
    [made] = {each[:3] for each in workshop.made if each[3] == fit.written.bytes}
    [chosen] = [c for c in every if (c.size, c.fps, c.colors) == made]
    assert chosen.loss <= fits[0].loss + 0.7  # half an octave of area, about


def test_a_film_that_fits_is_made_once(monkeypatch, tmp_path):
    workshop = Workshop(monkeypatch, LAWS["text"])
    fit = render_within(workshop.stage, tmp_path / "a.gif", 10**7, WANTED)
    assert fit.trials == 1
    assert fit.told == "960x540 at 25 fps, 255 colours: 878 kB of 10 MB"


def test_when_nothing_legible_fits_the_old_file_stays(monkeypatch, tmp_path):
    workshop = Workshop(monkeypatch, LAWS["text"])
    path = tmp_path / "a.webp"
    path.write_bytes(b"old")
    with pytest.raises(RenderError, match="480x270 at 5 fps, takes 220 kB; allow so much"):
        render_within(workshop.stage, path, 150_000, WANTED)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.webp"]
    assert len(workshop.made) <= MOST_TRIALS


@pytest.mark.parametrize("name", ["a.mov", "frames/", "a.png"])
def test_formats_without_a_budget_are_refused(tmp_path, name):
    with pytest.raises(InvalidInput, match=r"choose one of \.apng, \.gif"):
        render_within(lambda size, fps: None, tmp_path / name, 10**6, WANTED)


SCENE = Scene(
    name="fall",
    summary="",
    title="A fall",
    surface=Quadratic(condition_number=20),
    start=(-1.5, 1.0),
    steps=40,
    optimizers=(GradientDescent(learning_rate=0.05),),
    panels={"loss": CurvePanel("loss", optimizers=("gradient_descent",), label="loss")},
    rows=(("loss",),),
    timeline=Timeline((Play(to=40, seconds=1.5), Hold(0.5))),
)


def stage(size, fps):
    return Stage(SCENE, size, fps=fps)


def test_a_real_gif_keeps_start_end_and_holds(tmp_path):
    wanted = ((640, 360), 20.0)
    path = tmp_path / "a.gif"
    whole = render_within(stage, path, 10**7, wanted).written.bytes
    fit = render_within(stage, path, int(0.7 * whole), wanted)
    assert fit.trials > 1
    assert path.stat().st_size == fit.written.bytes <= 0.7 * whole
    made = stage((fit.written.width, fit.written.height), fit.written.fps)
    with Image.open(path) as image:
        delays = []
        for k in range(image.n_frames):
            image.seek(k)
            delays.append(image.info["duration"])
            if k in (0, image.n_frames - 1):
                truth = made.frame(0 if k == 0 else len(made) - 1).astype(int)
                assert np.abs(np.asarray(image.convert("RGB")) - truth).mean() < 2
    assert abs(sum(delays) - 2000) <= 10
    assert delays[-1] >= 500


@pytest.mark.parametrize("name", ["a.mp4", "a.webm"])
def test_a_real_video_gets_the_bits_that_there_are(tmp_path, name):
    wanted = ((640, 360), 20.0)
    path = tmp_path / name
    whole = render_within(stage, path, 10**7, wanted).written.bytes
    fit = render_within(stage, path, int(0.75 * whole), wanted)
    assert fit.trials >= 3
    assert path.stat().st_size <= 0.75 * whole
    assert fit.told.startswith("640x360 at 20 fps: ")
    assert [p.name for p in tmp_path.iterdir()] == [name]

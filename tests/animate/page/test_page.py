"""What is in a page, read without a browser."""

import base64
import json
import math
import re
import shutil
import struct
import subprocess
import sys
import zlib
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

import gradreel.animate.formats.page
from gradreel.animate import Hold, Play, Timeline
from gradreel.animate.compare.verify import verify
from gradreel.animate.export.delivery import Delivery
from gradreel.animate.export.fit_size import render_within
from gradreel.animate.export.render import render
from gradreel.animate.formats import Clip, open_encoder
from gradreel.animate.formats.page.digits import packed
from gradreel.animate.formats.reading import read_pictures
from gradreel.animate.formats.records import read_record
from gradreel.animate.stage.opening import open_stage
from gradreel.core import GradientDescent, RMSProp
from gradreel.core.errors import InvalidInput, RenderError

OWN = Path(gradreel.animate.formats.page.__file__).parent


class Parts(HTMLParser):
    """The texts of the elements that have an id, and all tags."""

    def __init__(self, path):
        super().__init__()
        self.tags, self.texts, self._id = [], {}, ""
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._id = dict(attrs).get("id", "" if tag == "script" else self._id)

    def handle_data(self, data):
        self.texts[self._id] = self.texts.get(self._id, "") + data


def plan_of(path):
    return json.loads(Parts(path).texts["plan"])


def unpacked(text):
    """What the script does, by Python's numbers."""
    data = zlib.decompress(base64.b64decode(text))
    planes = np.frombuffer(data, np.uint8).reshape(6, -1)
    mantissas = np.cumsum(np.ascontiguousarray(planes[:4].T).view("<i4")[:, 0])
    exponents = np.cumsum(np.ascontiguousarray(planes[4:].T).view("<i2")[:, 0])
    special = {998: lambda m: math.nan, 999: lambda m: m * math.inf}
    return [
        special.get(e, lambda m, e=e: float(f"{m}e{e}"))(m)
        for m, e in zip(mantissas.tolist(), exponents.tolist(), strict=True)
    ]


def test_numbers_come_back_with_the_digits_that_are_written():
    values = [0.0, -0.0, 1.0, -3.26982499, 23261.149, 1e-300, -9.999996e299, 5e-324, 123456.5]
    values += [math.inf, -math.inf, 999999.5, 0.1 + 0.2]
    shown = unpacked(packed([np.array([values]), np.array([math.nan, 7.0])]))
    assert shown[:-2] == [float(f"{value:.5e}") for value in values]
    assert math.isnan(shown[-2])
    assert shown[-1] == 7
    assert packed([]) == packed([np.empty((0, 3))]) == ""


def test_each_frame_has_the_step_of_its_moment(replay_page, film_page):
    for page in (replay_page, film_page):
        plan, stage = plan_of(page.path), page.stage
        steps = [s for part in plan["parts"] for s, count in part["steps"] for _ in range(count)]
        assert steps == [stage.moment(i).whole for i in range(len(stage))]
        assert plan["frames"] == len(stage)
        assert plan["rate"] == [10, 1]
    assert [part["first"] for part in plan["parts"]] == [0, 38]


def test_it_stops_where_the_film_rests(replay_page, film_page):
    assert plan_of(replay_page.path)["stops"] == [16, 31]  # two frames before the end of a hold
    assert plan_of(film_page.path)["stops"] == [3, 21, 36, 41, 47]  # cards too, and the end


def test_the_numbers_are_those_of_a_trace(replay_page, told):
    part = plan_of(replay_page.path)["parts"][0]
    numbers = iter(unpacked(Parts(replay_page.path).texts["digits"]))
    shown = sorted({step for step, _ in part["steps"]})
    assert part["runs"] == ["Gradient descent", "AdaGrad"]
    assert part["quantities"][:5] == ["w", "b", "loss", "gradient w", "gradient b"]
    for quantity in part["quantities"]:
        for run in told.trajectories.values():
            channel, _, coordinate = quantity.replace(" ", "_").rpartition("_")
            if quantity in ("w", "b", "loss"):
                series = getattr(run, quantity)
            elif channel in run.channels:
                series = run.channels[channel][:, "wb".index(coordinate)]
            else:
                series = []
            for step in shown:
                number = next(numbers)
                if step < len(series):
                    assert number == float(f"{series[step]:.6g}")
                else:
                    assert math.isnan(number)
    assert next(numbers, None) is None


def test_words_are_told_as_text_and_can_be_jumped_to(replay_page, film_page):
    parts = Parts(replay_page.path)
    links = [attrs["href"] for tag, attrs in parts.tags if tag == "a" and "id" not in attrs]
    assert links == ["#t=0.000", "#t=1.000", "#t=2.229"]
    text = replay_page.path.read_text("utf-8")
    assert "they go &lt;b&gt;off&lt;/b&gt;" in text
    assert "<title>A &lt;bowl&gt; &amp; w</title>" in text
    assert parts.texts["alt"].startswith("A <bowl> & w.")
    chapters = re.findall(
        r'<h3 data-from="(\d+)"><a href="#t=([\d.]+)">(.*?)<', film_page.path.read_text()
    )
    assert [(int(frame), float(at), unescape(title)) for frame, at, title in chapters] == [
        (0, 0.0, "A <bowl> & w"), (38, 3.8, "Later"),
    ]  # fmt: skip


def test_nothing_in_it_is_somewhere_else(replay_page):
    parts = Parts(replay_page.path)
    sources = [attrs[key] for _, attrs in parts.tags for key in ("src", "href") if key in attrs]
    assert all(source.startswith(("data:", "#")) for source in sources)
    assert not {"link", "iframe", "img", "object"} & {tag for tag, _ in parts.tags}
    assert "url(" not in (OWN / "replay.css").read_text("utf-8")


def test_it_is_little_more_than_its_film(replay_page):
    film = replay_page.path.with_suffix(".mp4").stat().st_size
    assert replay_page.path.stat().st_size <= 1.4 * film + 60_000


def test_it_can_be_jumped_about_in(tmp_path, make_small):
    """There is a key picture every 125 frames, as the index of the film says."""
    stage = open_stage(make_small(timeline=Timeline((Play(to=20, seconds=6),))), (160, 90), fps=50)
    render(stage, [tmp_path / "a.html"])
    text = (tmp_path / "a.html").read_text("utf-8")
    film = base64.b64decode(text.partition("base64,")[2].partition('"')[0])
    at = film.index(b"stss")
    count = struct.unpack_from(">I", film, at + 8)[0]
    keys = struct.unpack_from(f">{count}I", film, at + 12)
    assert keys[0] == 1
    assert max(np.diff([*keys, 301])) <= 125


def test_it_says_how_it_was_made_and_can_be_verified(replay_page, told):
    assert read_record(replay_page.path)["title"] == "A <bowl> & w"
    pictures = list(read_pictures(replay_page.path))
    assert len(pictures) == len(replay_page.stage)
    assert sum(picture.seconds for picture in pictures) == pytest.approx(3.3)
    assert verify(replay_page.path, told).same


def test_a_film_of_nothing_but_pictures_is_a_page_too(tmp_path):
    frames = [np.full((32, 32, 3), 40 * k, np.uint8) for k in range(3)]
    with open_encoder(tmp_path / "a.html", Clip((32, 32), 5)) as encoder:
        for frame in frames:
            encoder.write(frame)
    plan = plan_of(tmp_path / "a.html")
    assert plan == {"rate": [5, 1], "frames": 3, "stops": [2], "parts": []}


def test_the_last_picture_may_stay(tmp_path, told):
    stage = open_stage(told, (160, 90), fps=5)
    render(stage, [tmp_path / "a.html"], delivery=Delivery(hold_seconds=1))
    plan = plan_of(tmp_path / "a.html")
    assert plan["frames"] == round(4.3 * 5)
    assert sum(count for _, count in plan["parts"][0]["steps"]) == plan["frames"]
    assert plan["stops"][-1] == plan["frames"] - 2


def test_a_run_that_diverges_and_one_without_history(tmp_path, make_small):
    odd = make_small(
        optimizers=(GradientDescent(learning_rate=1e4), RMSProp()),
        panels={"map": make_small().panels["map"]}, rows=(("map",),), widths=(),
        steps=120, timeline=Timeline((Play(to=120, seconds=1),)),
    )  # fmt: skip
    render(open_stage(odd, (160, 90), fps=5), [tmp_path / "a.html"])
    numbers = unpacked(Parts(tmp_path / "a.html").texts["digits"])
    assert any(map(math.isnan, numbers))


def test_a_scene_without_steps(tmp_path, make_small):
    still = make_small(timeline=Timeline((Hold(1, "here they start"),)))
    render(open_stage(still, (160, 90), fps=5), [tmp_path / "a.html"])
    plan = plan_of(tmp_path / "a.html")
    assert plan["parts"][0]["steps"] == [[0, 5]]
    assert plan["stops"] == [3]


def test_a_page_fits_its_budget_or_says_that_it_cannot(tmp_path, told):
    def at(size, fps):
        return open_stage(told, size, fps=fps)

    with pytest.raises(RenderError, match=r"a\.html does not fit into 20 kB: .*; allow so much"):
        render_within(at, tmp_path / "a.html", 20_000, ((480, 270), 5.0))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", ["", "<html></html>", "<!doctype html><p>", "\xff\xfe"])
def test_another_page_is_refused(tmp_path, content):
    path = tmp_path / "a.html"
    path.write_text(content, "latin-1")
    for read in (lambda: read_record(path), lambda: list(read_pictures(path))):
        with pytest.raises(InvalidInput, match=r"a\.html (cannot be read|does not say).*\.$"):
            read()


@pytest.mark.parametrize("film", ["!", "AAAA", base64.b64encode(b"\x1aE\xdf\xa3" * 9).decode()])
def test_a_page_with_a_broken_film_is_refused_by_its_name(tmp_path, film):
    path = tmp_path / "a.html"
    path.write_text(f'<!doctype html><video src="data:video/mp4;base64,{film}"></video>', "utf-8")
    with pytest.raises(InvalidInput, match=r"^\S*a\.html cannot be read"):
        list(read_pictures(path))


def test_its_own_code_is_short_and_checked():
    code = [OWN / name for name in ("replay.html", "replay.css", "shared.js", "replay.js")]
    assert sum(len(path.read_text("utf-8").splitlines()) for path in code) <= 500
    deno = shutil.which("deno", path=Path(sys.executable).parent)
    if deno is None:
        pytest.skip("needs deno, of the extra `dev`")
    done = subprocess.run([deno, "lint", code[-1]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

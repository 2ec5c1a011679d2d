"""Slides of HTML that show the page beside them."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote

import pytest

from gradreel.animate import Hold, Play, Timeline, open_stage, render
from gradreel.animate.export.delivery import Delivery
from gradreel.animate.formats.sections import sections_of
from gradreel.animate.formats.text import SIDECARS
from gradreel.core.errors import InvalidInput

VERBS = (Play(to=6, seconds=0.6), Hold(0.5), Play(to=12, seconds=0.4))


class Frames(HTMLParser):
    """The attributes of each frame, and the tags that are open around it."""

    def __init__(self, text):
        super().__init__()
        self.frames, self.open = [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        if tag == "iframe":
            self.frames.append((dict(attrs), list(self.open)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture
def about(make_small):
    scene = make_small(timeline=Timeline(VERBS), title='"A" <bowl> & *it*')
    return replace(Delivery(by="hold").about(open_stage(scene, fps=10)), name="my talk")


@pytest.mark.parametrize("suffix", [".reveal", ".qmd"])
def test_each_slide_plays_its_part_of_the_page(about, suffix):
    text = SIDECARS[suffix](about)
    frames = Frames(re.sub("^## .*$", "", text, flags=re.M)).frames
    sections = sections_of(about)
    assert len(sections) == 2
    for (frame, around), section in zip(frames, sections, strict=True):
        page, _, address = frame["data-src"].partition("#")
        assert unquote(page) == "my talk.html"
        asked = parse_qs(address, keep_blank_values=True)
        first, last = (int(float(asked[key][0]) * 10 + 1e-6) for key in ("t", "until"))
        assert (first, last) == (section.first, section.last)
        assert "play" in asked
        assert frame["title"] == '"A" <bowl> & *it*'
        assert around[0] == ("section" if suffix == ".reveal" else "iframe")


def test_titles_are_no_markup(about):
    text = SIDECARS[".qmd"](replace(about, scene="--> <script>"))
    assert re.findall(r"^## (.*)$", text, re.M) == [r'"A" \<bowl\> & \*it\*'] * 2
    assert text.count("-->") == 1


def test_they_name_the_page_of_the_pass(make_small, tmp_path):
    (tmp_path / "pages").mkdir()
    stage = open_stage(make_small(timeline=Timeline(VERBS)), (160, 90), fps=2)
    render(stage, [tmp_path / "pages" / "run.html", tmp_path / "talk.reveal"])
    assert 'data-src="pages/run.html#t=' in (tmp_path / "talk.reveal").read_text("utf-8")
    with pytest.raises(InvalidInput, match="by="):
        Delivery(by="page")

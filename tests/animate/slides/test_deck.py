"""A deck and a handout, read back by others: slides, films, pictures, notes, and what is told."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pypdf
import pytest
from PIL import Image
from pptx import Presentation

from gradreel.animate import Caption, Film, Hold, Play, Timeline, open_stage, render
from gradreel.animate.cli.options.delivery import Wishes
from gradreel.animate.cli.options.look import Look
from gradreel.animate.cli.options.plan import plan
from gradreel.animate.compare.frame_differences import psnr
from gradreel.animate.compare.verify import verify
from gradreel.animate.export.delivery import Delivery
from gradreel.animate.export.handout import handout_beside
from gradreel.animate.export.tallies import tallies_of
from gradreel.animate.formats import FORMATS, Clip, open_encoder
from gradreel.animate.formats.reading import read_pictures
from gradreel.animate.formats.records import read_record
from gradreel.animate.formats.sections import sections_of
from gradreel.animate.formats.slides import pptx
from gradreel.animate.formats.video_files import read_video
from gradreel.animate.style.theme import DARK
from gradreel.core.errors import InvalidInput, RenderError

CAPTIONS = (Caption(0, "off"), Caption(6, "half & $w$"), Caption(12, "on"))
VERBS = (Play(to=6, seconds=0.6), Hold(0.5), Play(to=12, seconds=0.4), Hold(0.5), Play(20, 0.5))
BY_HOLD = Delivery(plays=1, by="hold")


@pytest.fixture(scope="module")
def told(make_small):
    return make_small(timeline=Timeline(VERBS, CAPTIONS), title="A <bowl> & $w$")


@pytest.fixture(scope="module")
def made(told, tmp_path_factory):
    """A deck from hold to hold, and the handout beside it."""
    return made_of(told, tmp_path_factory.mktemp("deck"))


def made_of(told, folder, **look):
    stage = open_stage(told, (320, 180), **{"fps": 10, **look})
    deck, paper = folder / "talk.pptx", folder / "talk.pdf"
    render(stage, [deck], delivery=BY_HOLD, beside=[handout_beside(stage, paper, BY_HOLD)])
    return SimpleNamespace(stage=stage, deck=deck, paper=paper, sections=sections_of_(stage))


def sections_of_(stage, by="hold"):
    about = Delivery(by=by).about(stage)
    return sections_of(replace(about, tallies=tallies_of(stage, about.frames)))


def films_in(path, folder):
    """The pictures of each slide's film, in order."""
    for number, slide in enumerate(Presentation(path).slides):
        film = folder / f"{number}.mp4"
        film.write_bytes(of_kind(slide, "/video").blob)
        yield [picture.frame for picture in read_video(film, kind="MP4 or MOV")]


def of_kind(slide, kind):
    [part] = [r.target_part for r in slide.part.rels.values() if r.reltype.endswith(kind)]
    return part


def test_each_slide_plays_from_hold_to_hold(made):
    ends = [section.last for section in made.sections]
    steps = [made.stage.moment(end).whole for end in ends]
    assert steps == [6, 12, 20]
    assert ends[-1] == len(made.stage) - 1


@pytest.mark.parametrize("look", [{}, {"theme": DARK}, {"fps": 50}])
def test_from_slide_to_slide_nothing_jumps(told, tmp_path, look):
    made = made_of(told, tmp_path, **look)
    ends = [section.last for section in made.sections]
    films = list(films_in(made.deck, tmp_path))
    assert [len(film) for film in films] == [ends[0] + 1, *(np.diff(ends) + 1)]
    for film, later, end in zip(films, films[1:], ends, strict=False):
        assert psnr(film[-1], made.stage.frame(end)) > 35
        assert psnr(later[0], made.stage.frame(end)) > 35
    posters = [Image.open(io.BytesIO(of_kind(slide, "/image").blob))
               for slide in Presentation(made.deck).slides]  # fmt: skip
    for poster, first in zip(posters, [0, *ends], strict=False):
        assert (np.asarray(poster) == made.stage.frame(first)).all()


def test_each_slide_says_what_it_shows(made):
    slides = Presentation(made.deck).slides
    run = made.stage.scene.trajectories["adagrad"]
    for slide, section in zip(slides, made.sections, strict=True):
        assert slide.shapes.title.text == "A <bowl> & w"
        film = slide.shapes[1]
        assert (film.width, film.height) == (12_192_000, 12_192_000 * 9 // 16)
        alt = film._element.nvPicPr.cNvPr.get("descr")
        step = made.stage.moment(section.last).whole
        assert alt.endswith(f"It ends at step {step}.")
        notes = slide.notes_slide.notes_text_frame.text
        assert set(section.captions) <= set(notes.splitlines())
        assert f"Step {step}\n" in notes
        assert f"\nAdaGrad: w = {run.w[step]:.6g}, b = {run.b[step]:.6g}" in notes
    assert [list(section.captions) for section in made.sections] == [
        ["off", "half & w"], ["half & w", "on"], ["on"],
    ]  # fmt: skip


def test_it_begins_by_itself_and_plays_as_often_as_it_is_told(made, told, tmp_path):
    def timing(path):
        [found] = [each for each in Presentation(path).slides[0]._element if "timing" in each.tag]
        return found

    begun = [each.get("cmd") for each in timing(made.deck).iter() if each.tag.endswith("}cmd")]
    assert begun == ["playFrom(0.0)"]
    assert FORMATS[".pptx"].plays(made.deck) == 1
    stage = open_stage(told, (160, 90), fps=5, text=False)
    for plays in (0, 3):
        path = tmp_path / f"{plays}.pptx"
        render(stage, [path], delivery=Delivery(plays=plays))
        assert FORMATS[".pptx"].plays(path) == plays
        assert len(Presentation(path).slides) == 1
    again = tmp_path / "again.pptx"
    render(stage, [again], delivery=Delivery(plays=3))
    assert again.read_bytes() == path.read_bytes()


def test_it_is_read_back_as_the_film_that_it_is(made, told):
    verdict = verify(made.deck, told)
    assert (verdict.frames, verdict.reasons, verdict.first) == (len(made.stage), [], None)
    assert read_record(made.deck)["scene"] == "small"
    assert read_record(made.paper)["scene"] == "small"


def test_a_film_has_a_slide_for_each_scene(told, make_small, tmp_path):
    later = make_small(name="later", title="Later", timeline=Timeline((Play(to=4, seconds=0.3),)))
    stage = open_stage(Film("both", "Two.", "Both", (told, later), 0.3), (160, 90), fps=10)
    path = tmp_path / "both.pptx"
    render(stage, [path])
    slides = Presentation(path).slides
    assert [slide.shapes.title.text for slide in slides] == ["A <bowl> & w", "Later"]
    assert [section.first for section in sections_of_(stage, "scene")] == list(stage.starts)
    held = sections_of_(stage)
    assert [section.step is None for section in held] == [True, False, False, False, True, False]
    assert len(list(read_pictures(path))) == len(stage)


def test_the_handout_has_a_page_for_each_hold_with_caption_and_numbers(made):
    pages = pypdf.PdfReader(made.paper).pages
    run = made.stage.scene.trajectories["adagrad"]
    for number, (page, section) in enumerate(zip(pages, made.sections, strict=True)):
        text = page.extract_text()
        step = made.stage.moment(section.last).whole
        assert text.startswith("A <bowl> & w\n")
        assert f"Step {step} w b loss" in text
        assert f"AdaGrad {run.w[step]:.6g} {run.b[step]:.6g} {run.loss[step]:.6g}" in text
        assert all(caption in text for caption in section.captions)
        picture = page.images[number].image  # all pages name all pictures
        assert (np.asarray(picture)[::-1] == made.stage.frame(section.last)).all()


def test_without_python_pptx_it_says_what_to_type(monkeypatch, tmp_path):
    monkeypatch.setattr(pptx, "find_spec", lambda name: None)
    with pytest.raises(RenderError) as refused:
        open_encoder(tmp_path / "talk.pptx", Clip((32, 18), 10))
    assert str(refused.value) == (
        "talk.pptx needs the package python-pptx, which is not there: type "
        '`pip install "gradreel[slides]"`.'
    )


@pytest.mark.parametrize("kind", ["cut", "empty", "other", "no films"])
def test_what_is_no_deck_is_told(made, tmp_path, kind):
    path = tmp_path / "odd.pptx"
    whole = made.deck.read_bytes()
    odd = {"cut": whole[:-100], "other": b"\x89PNG\r\n\x1a\n" * 3}
    path.write_bytes(odd.get(kind, b""))
    if kind == "no films":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("docProps/core.xml", "<a/>")
    with pytest.raises(InvalidInput, match="cannot be read"):
        list(read_pictures(path))
    with pytest.raises(InvalidInput, match=r"cannot be read|does not say what it shows"):
        read_record(path)


def test_a_pdf_is_a_still_unless_it_is_to_be_divided():
    look, paths = Look((64, 36), 10, "light"), [Path("a.pptx"), Path("a.pdf")]
    still, pages = (plan("small", paths, look, Wishes(by=by)) for by in (None, "hold"))
    assert (still.stills, still.handouts, still.delivery.plays) == (paths[1:], [], 0)
    assert (pages.stills, pages.handouts, pages.delivery.plays) == ([], paths[1:], 1)
    assert plan("small", paths, look, Wishes(by="hold", plays=0)).delivery.plays == 0
    with pytest.raises(InvalidInput, match="--by hold was given, and no output is divided: add"):
        plan("small", [Path("a.gif")], look, Wishes(by="hold"))


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice, the program soffice")
def test_libreoffice_makes_pictures_of_it(made, tmp_path):
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, made.deck]
    subprocess.run(command, check=True, capture_output=True)
    assert len(pypdf.PdfReader(tmp_path / "talk.pdf").pages) == 3

"""`gradreel golden check`, `update` and `report` of films, pictures and folders of pictures."""

from pathlib import Path

import pytest
from PIL import Image


def film(path, *greys, duration=80):
    frames = [Image.new("RGB", (32, 24), (grey, 0, 90)) for grey in greys]
    if path.suffix:
        kind = {".apng": "PNG"}.get(path.suffix)
        options = {"lossless": True} if path.suffix == ".webp" else {}
        frames[0].save(
            path, kind, save_all=True, append_images=frames[1:], duration=duration, **options
        )
    else:
        path.mkdir()
        for number, frame in enumerate(frames):
            frame.save(path / f"{number}.png")
    return path.name


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".apng", ".png", ""])
def test_a_film_is_kept_and_checked(run, folder, suffix):
    name = film(folder / f"film{suffix}", 0, 90, 180)
    assert "There is no golden" in run("golden", "check", name).err
    assert run("golden", "update", name).status == 0
    outcome = run("golden", "check", name)
    assert outcome.status == 0
    assert "the same" in outcome.out
    other = film(folder / f"other{suffix}", 0, 180)
    outcome = run("golden", "check", other, "--name", "film")
    assert outcome.status == 1
    assert "frame 1 is missing" in outcome.out
    outcome = run("golden", "report", other, "--name", "film", "-o", "report")
    assert outcome.status == 1
    assert Path("report/index.html").is_file()


def test_how_long_pictures_are_shown_is_checked(run, folder):
    run("golden", "update", film(folder / "film.gif", 0, 90))
    slow = film(folder / "slow.gif", 0, 90, duration=90)
    outcome = run("golden", "check", slow, "--name", "film")
    assert "shown for: the golden has 0.08 s x 2, got 0.09 s x 2" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("update", "film.gif", "--at", "start"), "film.gif is kept as it is; leave --at, --size"),
        (("update", "film.gif", "--size", "64x48"), "film.gif is kept as it is"),
        (("check", "no.gif"), "no.gif"),
        (("check", "adagrad_replay", "--name", "film"), "was made of pictures, not of a scene"),
        (("check", "film.txt"), "film.txt"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(run, folder, arguments, said):
    run("golden", "update", film(folder / "film.gif", 0, 90))
    outcome = run("golden", *arguments)
    assert outcome.status == 2
    assert said in outcome.error

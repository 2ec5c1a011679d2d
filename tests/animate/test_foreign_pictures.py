"""Pictures and films from elsewhere: right, or one sentence; nothing else is read or started."""

import subprocess
import warnings
from pathlib import Path

import numpy as np
import pytest
from damage import damaged
from damage_media import DAMAGED_MEDIA, FFCONCAT, gif, png, saved, whole_pictures
from PIL import Image

from gradreel.animate import Stage, render
from gradreel.animate.formats import FORMATS
from gradreel.animate.formats.ffmpeg import find_ffmpeg
from gradreel.animate.formats.reading import read_pictures
from gradreel.animate.formats.video_files import command_for
from gradreel.core.errors import InvalidInput

WHOLE = {what: rest for what, *rest in whole_pictures()}


@pytest.fixture(scope="module")
def made(make_small, tmp_path_factory):
    """A film of ten pictures in each format."""
    folder = tmp_path_factory.mktemp("made")
    names = ["a.mp4", "a.webm", "a.mov", "a.gif", "a.apng", "a.webp"]
    render(Stage(make_small(), (160, 90), fps=5), [folder / name for name in names])
    return folder


@pytest.mark.parametrize("what", WHOLE)
def test_odd_pictures_are_read_as_they_are(tmp_path, what):
    suffix, data, expected = WHOLE[what]
    (tmp_path / f"a{suffix}").write_bytes(data)
    for alpha in (False, True):
        (picture,) = read_pictures(tmp_path / f"a{suffix}", alpha=alpha)
        assert picture.frame.shape == (8, 8, 3 + alpha)
        assert picture.frame.dtype == np.uint8
        np.testing.assert_array_equal(picture.frame[..., :3], expected)


@pytest.mark.parametrize(
    "what", [w for w, (suffix, _) in DAMAGED_MEDIA.items() if FORMATS[suffix].pictures]
)
@pytest.mark.parametrize("alpha", [False, True])
def test_a_damaged_file_is_one_sentence(tmp_path, monkeypatch, what, alpha):
    suffix, make = DAMAGED_MEDIA[what]
    path = tmp_path / f"a{suffix}"
    path.write_bytes(make())
    real, only = subprocess.Popen, find_ffmpeg()

    def start(command, **options):
        assert command[0] == only  # and never Ghostscript
        return real(command, **options)

    monkeypatch.setattr(subprocess, "Popen", start)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        with pytest.raises(InvalidInput) as caught:
            list(read_pictures(path, alpha=alpha))
    assert warned == []
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("suffix", [".gif", ".apng", ".webp", ".png"])
def test_files_spoiled_at_random_are_read_or_refused(made, tmp_path, suffix):
    whole = (made / f"a{suffix}").read_bytes() if suffix != ".png" else saved("PNG", "P")
    path = tmp_path / f"a{suffix}"
    for data in damaged(whole, 60):
        path.write_bytes(data)
        try:
            pictures = list(read_pictures(path, alpha=True))
        except InvalidInput:
            continue
        assert pictures


@pytest.mark.parametrize("suffix", [".mp4", ".webm", ".mov"])
def test_videos_spoiled_at_random_are_read_or_refused(made, tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    for data in damaged((made / f"a{suffix}").read_bytes(), 6):
        path.write_bytes(data)
        try:
            pictures = list(read_pictures(path))
        except InvalidInput:
            continue
        assert pictures


@pytest.mark.parametrize(
    "name", ["-i.mp4", "concat:a|b.mp4", "http:x.mp4", "%03d.mp4", "a b\n.mp4"]
)
def test_a_name_is_a_file_and_nothing_else(made, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes((made / "a.mp4").read_bytes())
    assert len(list(read_pictures(Path(name)))) == 10


def test_a_script_makes_ffmpeg_read_no_other_file(made, tmp_path):
    """Also where it is not seen before: the demuxer is named."""
    (tmp_path / "beside.mp4").write_bytes((made / "a.mp4").read_bytes())
    (tmp_path / "a.mp4").write_bytes(FFCONCAT)
    command = command_for(tmp_path / "a.mp4", "MP4 or MOV", ["-f", "framecrc", "-"])
    assert command[command.index("-protocol_whitelist") + 1] == "file,pipe"
    said = subprocess.run(command, capture_output=True, check=False).stdout
    assert b"0," not in said


def ffmpeg(*arguments: object) -> None:
    command = [find_ffmpeg(), "-v", "error", "-y", *map(str, arguments)]
    subprocess.run(command, check=True)


def test_streams_of_other_programs(tmp_path):
    """Two pictures and sound, a film that is turned, sound alone, and VP8."""
    pictures = ["-f", "lavfi", "-i", "color=red:size=64x32:rate=10:duration=0.5"]
    sound = ["-f", "lavfi", "-i", "sine=duration=0.5"]
    ffmpeg(*sound, *pictures, *pictures, "-map", "0", "-map", "1", "-map", "2", tmp_path / "a.mp4")
    assert len(list(read_pictures(tmp_path / "a.mp4"))) == 5
    ffmpeg("-display_rotation", 90, "-i", tmp_path / "a.mp4", "-c", "copy", tmp_path / "b.mp4")
    assert next(read_pictures(tmp_path / "b.mp4")).frame.shape == (64, 32, 3)
    ffmpeg(*sound, tmp_path / "c.mp4")
    with pytest.raises(InvalidInput, match=r"c\.mp4 cannot be read"):
        list(read_pictures(tmp_path / "c.mp4"))
    ffmpeg(*pictures, "-c:v", "libvpx", tmp_path / "d.webm")
    for alpha in (False, True):
        (first, *rest) = read_pictures(tmp_path / "d.webm", alpha=alpha)
        assert (len(rest), first.seconds) == (4, pytest.approx(0.1, abs=1e-3))
        assert first.frame.shape == (32, 64, 3 + alpha)
        assert np.abs(first.frame[..., :3] - np.array([255.0, 0, 0])).max() < 10


def test_what_is_no_plain_file_is_not_opened(tmp_path):
    import os

    (tmp_path / "folder.mp4").mkdir()
    os.mkfifo(tmp_path / "a.png")
    for path in (tmp_path / "a.png", tmp_path / "folder.mp4", tmp_path):
        with pytest.raises(InvalidInput):
            list(read_pictures(path))


def test_how_often_an_animation_is_played(tmp_path):
    frames = [Image.new("L", (8, 8), grey) for grey in (0, 255)]
    for suffix, loops in ((".gif", (None, 0, 2)), (".webp", (0, 1, 3)), (".apng", (0, 1, 3))):
        for loop, plays in zip(loops, (1, 0, 3) if suffix == ".gif" else loops, strict=True):
            options = {} if loop is None else {"loop": loop}
            kind = {".apng": "PNG"}.get(suffix)
            path = tmp_path / f"a{suffix}"
            frames[0].save(path, kind, save_all=True, append_images=frames[1:], **options)
            assert FORMATS[suffix].plays(path) == plays
    for suffix, still in ((".gif", gif()), (".apng", png())):
        (tmp_path / f"b{suffix}").write_bytes(still)
        assert FORMATS[suffix].plays(tmp_path / f"b{suffix}") is None

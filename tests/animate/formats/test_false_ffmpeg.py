"""An ffmpeg that is none, or that has gone mad: it is told in one sentence, and nothing is lost."""

import os
import subprocess

import pytest

from gradreel.animate.formats import FORMATS, open_encoder
from gradreel.animate.formats.containers import CONTAINERS, contents_of
from gradreel.animate.formats.ffmpeg import find_ffmpeg
from gradreel.animate.formats.ffmpeg_encoder import FfmpegEncoder
from gradreel.animate.formats.patience import MOST_SAID, VARIABLE, Watchdog, ask, patience
from gradreel.animate.formats.video_files import read_comment, read_video
from gradreel.core.errors import InvalidInput, RenderError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs scripts that can be run")
MAKERS = {suffix: each.encoder for suffix, each in FORMATS.built_in.items() if each.encoder}
STREAMED = [suffix for suffix, make in MAKERS.items() if issubclass(make, FfmpegEncoder)]
KINDS = {".mp4": "MP4 or MOV", ".mov": "MP4 or MOV", ".webm": "WebM", ".webp": "WebP"}

NOISE = "import random; noise = random.Random(4).randbytes(5000)\n"
ENEMIES = {
    "noise": (NOISE + "read(); open(out, 'wb').write(noise)", "ffmpeg left"),
    "another film": ("read(); open(out, 'wb').write(open(OTHER, 'rb').read())", "ffmpeg left"),
    "half a film": (
        "read(); data = open(OTHER, 'rb').read(); open(out, 'wb').write(data[:len(data) // 2])",
        "ffmpeg left",
    ),
    "one line without end": (
        "read(); sys.stderr.write('x' * 3 * 10**7 + 'the end'); exit(1)",
        "x the end|xthe end",
    ),
    "a signal without a name": ("read(9); os.kill(os.getpid(), 40)", "ended by signal 40 while"),
    "deaf": (
        "os.close(0); print('No more', file=sys.stderr); exit(0)",
        "stopped before the last|wrote nothing",
    ),
    "hanging at the start": ("time.sleep(99)", "did nothing for 0.4 seconds while writing film"),
    "hanging at the end": ("read(); time.sleep(99)", "did nothing for 0.4 seconds"),
    "hanging with many words": (
        "read()\nwhile True: print('busy', file=sys.stderr, flush=True); time.sleep(0.01)",
        "did nothing for 0.4 seconds",
    ),
    "hanging in silence": ("read(); os.closerange(1, 3); time.sleep(99)", "did nothing for 0.4"),
}


def film(path, clip, frames):
    with open_encoder(path, clip) as encoder:
        for frame in frames:
            encoder.write(frame)


@pytest.mark.parametrize("suffix", STREAMED)
@pytest.mark.parametrize("enemy", ENEMIES)
def test_the_older_film_stands(  # noqa: PLR0917
    tmp_path, tmp_path_factory, frames, clip, suffix, enemy, fake_ffmpeg, listing, monkeypatch
):
    code, told = ENEMIES[enemy]
    if "OTHER" in code:  # a real one, of three frames
        other = tmp_path_factory.mktemp("other") / f"film{suffix}"
        film(other, clip, frames[:3])
        code = code.replace("OTHER", repr(str(other)))
    if "hanging" in enemy:
        monkeypatch.setenv(VARIABLE, "0.4")
    fake_ffmpeg(code)
    path = tmp_path / f"film{suffix}"
    path.write_bytes(b"older film")
    before = listing()
    with pytest.raises(RenderError, match=told) as caught:
        film(path, clip, frames)
    assert len(str(caught.value)) < 600
    assert "\n" not in str(caught.value)
    assert listing() == before


@pytest.mark.parametrize(("suffix", "kind"), KINDS.items())
def test_what_is_cut_or_damaged_is_never_whole(tmp_path, frames, clip, suffix, kind):
    assert set(KINDS.values()) == CONTAINERS.keys()
    path = tmp_path / f"film{suffix}"
    film(path, clip, frames[:5])
    data = path.read_bytes()
    assert contents_of(path, kind).pictures == 5
    for length in range(1, len(data) - 1, max(len(data) // 60, 1)):
        path.write_bytes(data[:length])
        with pytest.raises(ValueError, match="no whole"):
            contents_of(path, kind)
    path.write_bytes(data[::-1])
    with pytest.raises(ValueError, match="no whole"):
        contents_of(path, kind)


def test_a_program_that_answers_is_heard_and_one_that_hangs_is_ended(fake_ffmpeg, monkeypatch):
    fake_ffmpeg("print('yes') if '-version' in sys.argv else time.sleep(99)")
    assert ask([find_ffmpeg(), "-version", ".gradreel-"], "asked") == "yes\n"
    monkeypatch.setenv(VARIABLE, "0.2")
    with pytest.raises(RenderError, match=r"did nothing for 0\.2 seconds while asked and was end"):
        ask([find_ffmpeg(), "-formats", ".gradreel-"], "asked")
    monkeypatch.delenv(VARIABLE)  # on a busy machine it takes longer than that to begin
    fake_ffmpeg("while True: print('x' * 10**6)")
    assert len(ask([find_ffmpeg(), ".gradreel-"], "asked")) == MOST_SAID


@pytest.mark.parametrize("number", [9, 40])
def test_one_that_is_killed_while_it_reads_is_to_blame_and_not_the_film(
    fake_ffmpeg, tmp_path, number
):
    fake_ffmpeg(f"os.kill(os.getpid(), {number})")
    film = tmp_path / "film.gradreel-.mp4"
    film.write_bytes(b"\0\0\0\x18ftypisom" + bytes(12))
    for read in (lambda: read_comment(film, kind="MP4 or MOV"),
                 lambda: list(read_video(film, kind="MP4 or MOV"))):  # fmt: skip
        with pytest.raises(RenderError, match=r"ended by (SIGKILL|signal 40) while it read film"):
            read()


def test_time_in_which_nobody_waits_does_not_count(fake_ffmpeg):
    fake_ffmpeg("read()")
    with subprocess.Popen(
        [find_ffmpeg(), ".gradreel-"], stdin=subprocess.PIPE, start_new_session=True
    ) as process:
        dog = Watchdog(process, "asked", 0.05)
        dog._thread.join(0.5)  # ten times as long
        assert process.poll() is None
        with pytest.raises(RenderError, match="did nothing"), dog.waiting():
            process.wait()
        dog.close()


@pytest.mark.parametrize("text", ["soon", "0", "-1", "nan", "inf"])
def test_how_long_is_a_number_of_seconds(monkeypatch, text):
    monkeypatch.setenv(VARIABLE, text)
    with pytest.raises(InvalidInput, match=rf"{VARIABLE} is '{text}': give the seconds"):
        patience()


@pytest.mark.parametrize("given", ["/no/such/program", "/", __file__])
def test_a_variable_that_names_no_program_is_told(monkeypatch, given):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", given)
    with pytest.raises(RenderError, match="which is no program that can be run: give the path"):
        find_ffmpeg()

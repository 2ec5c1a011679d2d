import contextlib
import gc
import os
import shutil
import signal
import stat
import subprocess
import sys
import textwrap

import numpy as np
import pytest
from waiting import PATIENCE, wait_until

from gradreel.animate.formats import FORMATS, open_encoder
from gradreel.animate.formats.ffmpeg_encoder import FfmpegEncoder
from gradreel.core.errors import RenderError

SUFFIXES = [suffix for suffix, each in FORMATS.built_in.items() if each.encoder]
FILES = [suffix for suffix in SUFFIXES if suffix]
STREAMED = [suffix for suffix in FILES if issubclass(FORMATS[suffix].encoder, FfmpegEncoder)]
posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


def film(encoder, frames):
    with encoder:
        for frame in frames:
            encoder.write(frame)


def test_several_at_once_finish_before_any_appears(tmp_path, frames, clip):
    paths = [tmp_path / f"a{suffix}" for suffix in SUFFIXES]
    with contextlib.ExitStack() as stack:
        encoders = [stack.enter_context(open_encoder(p, clip)) for p in paths]
        for frame in frames:
            for encoder in encoders:
                encoder.write(frame)
        for encoder in encoders:
            encoder.finish()
            assert encoder.encoded == len(frames)
        assert not any(path.exists() for path in paths)
        for encoder in encoders:
            encoder.commit()
        assert all(path.exists() for path in paths)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(p.name for p in paths)


@pytest.mark.parametrize("suffix", FILES)
def test_an_older_file_is_replaced_at_the_end_only(tmp_path, frames, clip, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"old")
    with open_encoder(path, clip) as encoder:
        for frame in frames:
            encoder.write(frame)
        encoder.finish()
        assert path.read_bytes() == b"old"
    assert path.stat().st_size > 500


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_progress_goes_up_to_the_frames_written(tmp_path, frames, clip, suffix):
    with open_encoder(tmp_path / f"a{suffix}", clip) as encoder:
        assert encoder.encoded == 0
        for written, frame in enumerate(frames, 1):
            encoder.write(frame)
            assert 0 <= encoder.encoded <= written
        encoder.finish()
        assert encoder.encoded == len(frames)


@pytest.mark.parametrize("suffix", STREAMED)
def test_progress_is_what_ffmpeg_says(tmp_path, frames, clip, suffix, fake_ffmpeg):
    fake_ffmpeg("read(2 * 96 * 64); print('frame=2', flush=True); read()")
    encoder = open_encoder(tmp_path / f"a{suffix}", clip)

    def watched():
        yield from [frames[0], *frames[:4]]
        wait_until(lambda: encoder.encoded)
        # In the GIF the first two are one picture, so two pictures are three frames. Of a WebP
        # ffmpeg says nothing before the end, and what it has taken counts.
        assert encoder.encoded == {".gif": 3, ".webp": encoder.encoded}.get(suffix, 2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        film(encoder, watched())


FAILURES = {
    "at the start": ("print('No such thing', file=sys.stderr); exit(4)", "No such thing"),
    "midway": ("read(60000); print('Gave up', file=sys.stderr); exit(5)", "status 5.*Gave up"),
    "midway, without a word": ("read(60000); exit(0)", "film"),
    "at the end": ("open(out, 'wb').write(read()); sys.exit('Too late')", "Too late"),
    "full disk": (
        "open(out, 'wb').write(read(9)); sys.exit('Error: No space left on device')",
        "disk is full",
    ),
    "nothing made": ("read(); exit(0)", "film"),
    "file removed": ("read(); os.remove(out)", "film"),
}


@posix_only
@pytest.mark.parametrize("suffix", STREAMED)
@pytest.mark.parametrize("old", [b"older film", None])
@pytest.mark.parametrize("failure", FAILURES)
def test_a_failing_ffmpeg(  # noqa: PLR0917
    tmp_path, frames, clip, suffix, old, failure, fake_ffmpeg, listing
):
    code, told = FAILURES[failure]
    fake_ffmpeg(code)
    path = tmp_path / f"film{suffix}"
    if old:
        path.write_bytes(old)
    before = listing()
    with pytest.raises(RenderError, match=told) as caught:
        film(open_encoder(path, clip), frames)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")
    assert listing() == before


@posix_only
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_film(tmp_path, frames, clip, suffix, listing):
    with pytest.raises(RenderError, match="no frame was written"):
        film(open_encoder(tmp_path / f"a{suffix}", clip), [])
    assert listing() == {}


@pytest.mark.parametrize("suffix", STREAMED)
def test_missing_ffmpeg(tmp_path, frames, clip, suffix, monkeypatch, listing):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(RenderError, match="no ffmpeg was found"):
        film(open_encoder(tmp_path / f"a{suffix}", clip), frames)
    assert listing() == {}


@posix_only
@pytest.mark.parametrize("suffix", STREAMED)
def test_an_ffmpeg_that_cannot_run(tmp_path, frames, clip, suffix, fake_ffmpeg, listing):
    fake_ffmpeg("")
    program = os.path.join(os.environ["PATH"].split(os.pathsep)[0], "ffmpeg")
    with open(program, "wb") as file:
        file.write(b"\x7fELF nonsense")
    with pytest.raises(RenderError, match="cannot be started"):
        film(open_encoder(tmp_path / f"a{suffix}", clip), frames)
    assert listing() == {}


@pytest.mark.parametrize("suffix", FILES)
@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError])
def test_an_exception_between_frames(tmp_path, frames, clip, suffix, error, listing):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"old")
    before = listing()

    def interrupted():
        yield from frames[:7]
        raise error

    with pytest.raises(error):
        film(open_encoder(path, clip), interrupted())
    assert listing() == before


@posix_only
@pytest.mark.parametrize("suffix", STREAMED)
def test_ctrl_c_while_ffmpeg_hangs(tmp_path, frames, clip, suffix, fake_ffmpeg, listing):
    ended = tmp_path / "ended by itself"
    fake_ffmpeg(f"time.sleep(60); open({str(ended)!r}, 'w')")
    encoder = open_encoder(tmp_path / f"a{suffix}", clip)
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    gc.disable()  # Python drops what is raised while hypothesis times a collection
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            film(encoder, frames)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        gc.enable()
        signal.signal(signal.SIGALRM, before)
    assert listing() == {}  # neither a film nor word of one that ended by itself


@posix_only
def test_ctrl_c_in_a_terminal(tmp_path, listing):
    """The signal goes to the whole group, as a terminal sends it; ffmpeg must not see it first."""
    (tmp_path / "a.mp4").write_bytes(b"old")
    before = listing()
    code = """
        import itertools, sys, numpy as np
        from gradreel.animate.formats import Clip, open_encoder
        frame = np.zeros((64, 96, 3), np.uint8)
        clip = Clip((96, 64), 25, samples=[frame])
        a, b = (open_encoder(sys.argv[1] + s, clip) for s in (".mp4", ".gif"))
        with a, b:
            for i in itertools.count():
                a.write(frame + np.uint8(i % 99)), b.write(frame + np.uint8(i % 99))
                if i == 50:
                    print("going", flush=True)
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(tmp_path / "a")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with process:
        assert process.stdout.readline() == b"going\n"
        os.killpg(process.pid, signal.SIGINT)
        try:
            told = process.communicate(timeout=PATIENCE)[1].decode()
        finally:
            process.kill()
    assert told.strip().endswith("KeyboardInterrupt")
    assert "Error" not in told
    assert listing() == before


@posix_only
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_folder_vanishes_midway(tmp_path, frames, clip, suffix):
    folder = tmp_path / "gone"
    folder.mkdir()

    def vanishing():
        yield from frames[:9]
        while folder.exists():  # the encoder's thread may put a file into it meanwhile
            shutil.rmtree(folder, ignore_errors=True)
        yield from frames[9:]

    with pytest.raises(RenderError, match=r"cannot be written in '.*gone'"):
        film(open_encoder(folder / f"a{suffix}", clip), vanishing())
    assert list(tmp_path.iterdir()) == []


@posix_only
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_folder_vanishes_before_the_file_gets_its_name(tmp_path, frames, clip, suffix):
    folder = tmp_path / "gone"
    folder.mkdir()
    encoder = open_encoder(folder / f"a{suffix}", clip)

    def moving():
        yield frames[0]
        encoder.finish()
        folder.rename(tmp_path / "away")

    with pytest.raises(RenderError, match=r"cannot be written in '.*gone'"):
        film(encoder, moving())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_bad_frame_midway(tmp_path, frames, clip, suffix, listing):
    with pytest.raises(ValueError, match="A frame is"):
        film(open_encoder(tmp_path / f"a{suffix}", clip), [*frames, frames[0].T])
    assert listing() == {}


def test_the_failure_of_one_leaves_nothing_of_the_others(tmp_path, frames, clip, listing):
    a = open_encoder(tmp_path / "a.mp4", clip)
    b = open_encoder(tmp_path / "b.gif", clip)

    def failing():
        yield from frames
        b.finish()
        raise RuntimeError("drawing failed")

    def both():
        with b:
            b.write(frames[0])
            film(a, failing())

    with pytest.raises(RuntimeError, match="drawing failed"):
        both()
    assert listing() == {}


def test_the_wrong_order_is_a_sentence(tmp_path, frames, clip, listing):
    encoder = open_encoder(tmp_path / "a.mp4", clip)
    with pytest.raises(RenderError, match="not open"):
        encoder.write(frames[0])
    with pytest.raises(RenderError, match="not complete"), encoder:
        encoder.commit()
    assert listing() == {}


@posix_only
@pytest.mark.parametrize("suffix", FILES)
def test_permissions_are_those_of_any_new_file(tmp_path, frames, clip, suffix):
    before = os.umask(0o027)
    try:
        film(open_encoder(tmp_path / f"a{suffix}", clip), frames[:2])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / f"a{suffix}").stat().st_mode) == 0o640


@posix_only
def test_a_symbolic_link_is_followed(tmp_path, frames, clip):
    (tmp_path / "there").mkdir()
    (tmp_path / "link.gif").symlink_to(tmp_path / "there" / "real.gif")
    film(open_encoder(tmp_path / "link.gif", clip), frames[:2])
    assert (tmp_path / "link.gif").is_symlink()
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["real.gif"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_relative_path_stands_when_the_working_folder_changes(
    tmp_path, frames, clip, suffix, monkeypatch
):
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path)
    encoder = open_encoder(f"a{suffix}", clip)
    monkeypatch.chdir(tmp_path / "other")
    film(encoder, frames[:2])
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"a{suffix}", "other"]
    assert np.all([not list((tmp_path / "other").iterdir())])

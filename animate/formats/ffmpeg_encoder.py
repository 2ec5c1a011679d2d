"""What the formats that stream through ffmpeg share."""

from abc import abstractmethod
from pathlib import Path

from gradreel.core.errors import RenderError

from .clip import Clip, Frame
from .containers import contents_of
from .encoder import Encoder
from .ffmpeg import FfmpegProcess, find_ffmpeg
from .thread_encoder import explain_refusal


class FfmpegEncoder(Encoder):
    """An `Encoder` whose frames go through one ffmpeg; a format adds its `_command` and `KIND`."""

    KIND = ""
    """What ffmpeg must have left, a key of `CONTAINERS`; a format that has none checks itself."""

    def __init__(self, path: str | Path, clip: Clip) -> None:
        super().__init__(path, clip)
        self._process: FfmpegProcess | None = None
        self._ended = False

    @abstractmethod
    def _command(self, binary: str, path: str) -> list[str]:
        """Return the command that makes the file at ``path`` from frames on its input."""

    def _flush(self) -> None:
        """Send what was held back; no frame follows."""

    def _check(self) -> None:
        """Raise ValueError unless what ffmpeg left is whole; the words end "ffmpeg left ..."."""
        if self.clip.bitrate and not self.clip.bitrate.last:
            return  # VP9's first pass leaves notes beside a film without pictures
        pictures = contents_of(self._staged.path, self.KIND).pictures
        if pictures != self._written:
            raise ValueError(f"{pictures} pictures of {self._written}")

    def _complete(self) -> None:
        """Put the last touch to the file under its temporary name."""

    @property
    def _running(self) -> FfmpegProcess:
        if self._process is None:
            raise RenderError(f"{self.path.name} is not open: write to it in a `with` block.")
        return self._process

    @property
    def encoded(self) -> int:
        """How many of the frames written are really done; at most those written."""
        if self._finished:
            return self._written
        return min(self._running.encoded, self._written) if self._process else 0

    def _start(self) -> None:
        command = self._command(find_ffmpeg(), str(self._staged.path))
        frame_bytes = self.clip.channels * self.size[0] * self.size[1]
        self._process = FfmpegProcess(command, frame_bytes, self.path.name)

    def _encode(self, frame: Frame) -> None:
        """Send a frame that was checked; a format may hold it back until `_flush`."""
        self._running.write(frame)

    def end(self) -> None:
        """Say that no frame follows; ffmpeg does the rest meanwhile."""
        if not self._ended:
            self._ended = True
            self._flush()
            self._running.end()

    def _end(self) -> None:
        self.end()
        self._running.finish()
        if not self._staged.size():
            raise RenderError(f"{self.path.name} was not made: ffmpeg wrote nothing to it.")
        # A program that exits with 0 may still be no ffmpeg, and an older file is at stake.
        try:
            self._check()
            self._complete()
        except ValueError as error:
            raise RenderError(
                f"{self.path.name} was not made: ffmpeg left {error}; check it with "
                "`ffmpeg -version`."
            ) from error
        except OSError as error:
            raise RenderError(explain_refusal(self.path.name, error)) from error

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

"""One frame as a file, pixels or vectors, with the tags that every file carries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from gradreel.core import disk
from gradreel.core.errors import InvalidInput
from gradreel.core.files import replacing
from gradreel.core.output_paths import output_file

from ..formats.companion import Companion
from ..formats.image.xmp import write_xmp
from ..stage.opening import AnyStage
from ..stage.vector import write_pdf, write_svg
from .record import tags_of
from .render import Written

Tags = Mapping[str, str]


def write_still(stage: AnyStage, index: int, path: str | Path) -> Written:
    """Write frame `index` as PNG or WebP (exactly its pixels), or as SVG or PDF (vectors).

    Raises
    ------
    InvalidInput
        The frame, the folder or the suffix is not possible.
    RenderError
        The disk did not take it.
    """
    path = output_file(path)
    write = STILLS.get(path.suffix.lower())
    if write is None:
        raise InvalidInput(
            f"{str(path)!r} was given for a still; choose a name that ends in {', '.join(STILLS)}."
        )
    tags = tags_of(stage, still=index)
    with replacing(path) as part:
        write(stage, index, part, tags)
    width, height = stage.size
    return Written(path, path.stat().st_size, width, height, 0.0, 1, 0.0)


def still_beside(stage: AnyStage, index: int, path: Path) -> Companion:
    """Return the still of frame `index`, to be made together with the films of a pass."""

    def write(part: Path) -> None:
        write_still(stage, index, part)

    return Companion(path, write, stage.size)


def poster_index(stage: AnyStage) -> int:
    """Return the frame that stands for the whole: the end of the longest rest.

    Where the step stands longest there is most to see, and at its end all of it is said; of equal
    rests it is the last, and without any the last frame.
    """
    rests = [r for r in stage.outline.stretches if r.first_step == r.last_step > 0]
    if not rests:
        return len(stage) - 1
    rest = max(reversed(rests), key=lambda rest: rest.end - rest.start)
    # A frame may show what is up to a frame later: two before the end all are within.
    return stage.frame_at_time(max(rest.end - 2 / stage.fps, rest.start))


def worded_index(stage: AnyStage, index: int, *, goes_on: bool) -> int:
    """Return the first frame from `index` on that shows its words whole, or `index` itself.

    Where a step is reached a caption or a title begins to appear, so the frame that first shows the
    step shows none.

    Parameters
    ----------
    goes_on
        Whether the step may have gone on by then; else it must still rest.
    """
    first = stage.moment(index)
    for later in range(index, len(stage)):
        moment = stage.moment(later)
        words = (moment.caption, moment.title, moment.callouts)
        others = words != (first.caption, first.title, first.callouts)
        if others or (moment.step != first.step and not goes_on):
            break
        if moment.said == moment.titled == 1 and all(seen == 1 for seen in moment.callouts_seen):
            return later
    return index


def _write_png(stage: AnyStage, index: int, path: Path, tags: Tags) -> None:
    from PIL import Image  # noqa: PLC0415 - takes a while
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

    texts = PngInfo()
    for key, text in tags.items():
        texts.add_itxt(key.capitalize(), text)
    with disk.writing(path) as file:
        Image.fromarray(stage.frame(index)).save(file, "PNG", pnginfo=texts)


def _write_webp(stage: AnyStage, index: int, path: Path, tags: Tags) -> None:
    from PIL import Image  # noqa: PLC0415

    # "exact" keeps the colours of pixels that are wholly transparent.
    image = Image.fromarray(stage.frame(index))
    with disk.writing(path) as file:
        image.save(file, "WEBP", lossless=True, exact=True, xmp=write_xmp(tags))


STILLS: Mapping[str, Callable[[AnyStage, int, Path, Tags], None]] = MappingProxyType(
    {".png": _write_png, ".webp": _write_webp, ".svg": write_svg, ".pdf": write_pdf}
)
"""What writes a frame of each format, by suffix."""

"""Films whose pieces other processes draw: asked for in order, put in place as they come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import repeat, starmap
from pathlib import Path
from typing import cast

from gradreel.core import allow
from gradreel.core.errands import AHEAD, Work, answers

from ..formats import Encoder, PieceEncoder, format_of
from ..formats.pieces import Piece
from ..stage.opening import AnyStage
from .chunks import cores, cuts_of, spans_of, workers_that_pay
from .errand import Errand, Wanted
from .recipe import Origin, Recipe
from .workers import Workers

FILM = Work("drew a part of the film", "draw the film", "a smaller --size")


@dataclass(frozen=True)
class Jobs:
    """Who draws a film, where no executor is given.

    Attributes
    ----------
    most
        How many processes; 1 for this one alone, None for as many as pay.
    origin
        Makes the scene anew, if it cannot be pickled.
    say
        Is told in a sentence why a film is drawn here though it was to be drawn elsewhere.
    """

    most: int | None = None
    origin: Origin | None = None
    say: Callable[[str], object] | None = None


_MOST = allow.optional(allow.whole(least=1, most=1024))
_EXECUTOR = allow.optional(allow.instance_of(Executor, words="a concurrent.futures.Executor"))


def checked_jobs(given: object) -> Jobs:
    """Return who draws a film; InvalidInput if it is no number of processes."""
    jobs = given if isinstance(given, Jobs) else Jobs(cast("int | None", given))
    _MOST("render was given jobs", jobs.most)
    return jobs


@dataclass(frozen=True)
class Crew:
    """Other processes that draw a film.

    Attributes
    ----------
    recipe
        Makes the stage.
    executor
        Runs what can be pickled somewhere; None to start `most` processes for this film.
    most
        How many calls run at a time.
    """

    recipe: Recipe
    executor: Executor | None
    most: int

    def draw(
        self, encoders: Sequence[Encoder], frames: int, progress: Callable[[float], None]
    ) -> None:
        """Have all pieces of some films drawn, all cut at the same places.

        Pieces of processes that are started here stay on the disk; from others they come back as
        bytes, as there may be no disk that all share.

        Raises
        ------
        RenderError
            A piece could not be made, or whoever was to make it has gone.
        """
        films = [each for each in encoders if isinstance(each, PieceEncoder)]
        spans, done, local = spans_of(films[0].clip.cuts, frames), 0, self.executor is None
        places: dict[int, list[Path]] = {}

        def errand(first: int, end: int) -> Errand:
            places[first] = [film.place(first) for film in films]
            wanted = [
                Wanted(
                    format_of(film.path).suffix, place.name, film.bare, film.shared,
                    place.parent.resolve() if local else None,
                )
                for film, place in zip(films, places[first], strict=True)
            ]  # fmt: skip
            return Errand(self.recipe, first, end, wanted)

        with ExitStack() as stack:
            executor = self.executor or stack.enter_context(Workers(self.most, FILM))
            came = stack.enter_context(
                closing(answers(executor, starmap(errand, spans), AHEAD * self.most, FILM))
            )
            for each, pieces in came:
                frames_in = each.end - each.first
                for film, place, data in zip(
                    films, places.pop(each.first), pieces or repeat(None, len(films)), strict=True
                ):
                    film.take(Piece(place, each.first, frames_in), data)
                done += frames_in
                progress(done / frames)


def crew_for(
    stage: AnyStage,
    frames: int,
    films: Sequence[str | Path],
    executor: Executor | None,
    jobs: Jobs,
) -> Crew | None:
    """Return who draws the films of a pass, None where this process does.

    Raises
    ------
    InvalidInput
        The executor is none, or a film is of no format.
    """
    _EXECUTOR("render was given executor", executor)
    if (executor is None and jobs.most == 1) or not films:
        return None
    pieces = len(cuts_of(stage)) + 1
    most = min(jobs.most or workers_that_pay(frames, stage.size, pieces), pieces)
    if executor:
        most = jobs.most if jobs.most and jobs.most > 1 else getattr(executor, "_max_workers", 0)
    if pieces == 1 or (most == 1 and not executor):
        return None
    recipe = Recipe.of(stage, jobs.origin)
    whole = [path for path in films if not format_of(path).pieces]
    if recipe and not whole:
        return Crew(recipe, executor, most or cores())
    if jobs.say:
        jobs.say(_why_here(stage, whole))
    return None


def crew_of(stage: AnyStage, most: int, jobs: Jobs) -> Crew | None:
    """Return who draws pictures of a stage in so many processes, None where this one does."""
    if most == 1:
        return None
    recipe = Recipe.of(stage, jobs.origin)
    if recipe is None and jobs.say:
        jobs.say(_why_here(stage, []))
    return Crew(recipe, None, most) if recipe else None


def _why_here(stage: AnyStage, whole: Sequence[str | Path]) -> str:
    if whole:
        return f"{Path(whole[0]).name} cannot be made in pieces, so this process draws alone."
    return (
        f"The scene {stage.scene.name} is made of what no other process can import, so this one "
        "draws alone; a module for its own classes would help."
    )

"""How far a phase of the work has come: by the clock where that ends the solve, else by counting."""

from collections.abc import Iterator
from typing import NamedTuple

from solver.answered import Effort
from solver.progress import Progress

# Stages of a cooling, and of one whose moves are made elsewhere: to send a block there and back takes a while.
_STAGES, _FAR_STAGES = 240, 60
# Moves of the first stage of a cooling, and how long stages may be in seconds.
_FIRST_STAGE = 20_000
_STAGE_SECONDS = 0.02, 1.0


class Stage(NamedTuple):
    """A part of a cooling: how far it is cooled, from 0 to 1, and its moves; `seconds`, where there are any, are for
    all of it, and it ends then however many moves were made."""

    cooled: float
    moves: int
    seconds: float | None = None


class Phase(NamedTuple):
    """By the clock it may take this share of the time left, in `least` to `most` steps; counted it has `steps`."""

    share: float
    least: int
    most: int
    steps: int


def paced(progress: Progress, effort: Effort, phase: Phase) -> Iterator[float]:
    """Fractions from 0 to 1 of a phase."""
    if effort.timed:
        return by_clock(progress, share=phase.share, least=phase.least, most=phase.most)
    return counted(progress, phase.steps)


def by_clock(progress: Progress, *, share: float, least: int, most: int) -> Iterator[float]:
    """Fractions from 0 to 1 of a phase that may take this share of the time left, in `least` to `most` steps."""
    began, seconds = progress.elapsed, share * progress.left
    for n in range(most):
        done = max(n / most, (progress.elapsed - began) / max(seconds, 1e-9))
        if progress.over() or (done >= 1 and n >= least):
            return
        yield min(1.0, done)


def counted(progress: Progress, count: int) -> Iterator[float]:
    """Fractions from 0 to 1 in so many steps, whatever time they take."""
    for n in range(count):
        if progress.over():
            return
        yield n / max(1, count - 1)


def cooling(progress: Progress, effort: Effort, *, most: int) -> Iterator[Stage]:
    """Stages of `most` moves, but by the clock only as many as fit into the time left. The last is a cold one, also
    where it ends early."""
    if effort.timed:
        return _cooling_by_clock(progress, most)
    return (Stage(done, max(1, most // _STAGES)) for done in counted(progress, _STAGES))


def far_cooling(progress: Progress, effort: Effort, *, most: int, share: float) -> Iterator[Stage]:
    """The same in few and long stages; by the clock each has as many seconds, and all have this share of what is
    left."""
    moves = max(1, most // _FAR_STAGES)
    if not effort.timed:
        yield from (Stage(done, moves) for done in counted(progress, _FAR_STAGES))
        return
    began, seconds = progress.elapsed, share * progress.left
    each = seconds / _FAR_STAGES
    while not progress.over() and progress.elapsed - began < seconds:
        cooled = (progress.elapsed - began) / (seconds - each)
        yield Stage(min(1.0, cooled), moves, each)


def _cooling_by_clock(progress: Progress, most: int) -> Iterator[Stage]:
    began, seconds, done, moves = progress.elapsed, progress.left, 0, _FIRST_STAGE
    wanted = min(_STAGE_SECONDS[1], max(_STAGE_SECONDS[0], seconds / _STAGES))
    while not progress.over():
        before = progress.elapsed
        cooled = max(done / most, (before - began) / max(seconds, 1e-9))
        if cooled >= 1:
            break
        yield Stage(cooled, moves)
        done += moves
        moves = max(1, int(moves * min(2.0, max(0.5, wanted / max(1e-6, progress.elapsed - before)))))
    yield Stage(1.0, moves)

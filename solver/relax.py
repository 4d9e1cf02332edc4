"""Which single number of a problem, changed a little, lets one more person take an empty seat.

Each change is tried: the town is asked again with it in place, and what the cost falls by is what the roster gains
when that person comes and nothing else moves. Pinned people are left out, since a change may also mend their pins.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, fields, replace
from typing import TypeVar

import numpy as np

from solver.arrays import Candidates
from solver.board import Board
from solver.files.answer import Relaxation
from solver.moves import blocked, together
from solver.offers import Offers
from solver.problem import Caps
from solver.rules import DUTY_RULES

MOST = 5
Value = TypeVar("Value")

# Further ways to walk are asked for in such steps, and of the people beyond their reach only the nearest.
_STEP = 100
_NEAREST = 24
_LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class _Change:
    """Somebody who could come if the number at `path` were `after`; `made` puts it in place for the while."""

    volunteer: int
    path: str
    before: int
    after: int
    made: AbstractContextManager[None]

    @property
    def size(self) -> float:
        return abs(self.after - self.before) / max(1, self.before)


def relaxations(board: Board, offers: Offers, shift: int) -> tuple[Relaxation, ...]:
    """Up to five changes that make the roster cheaper, the smallest in proportion first."""
    pinned = {volunteer for volunteer, _ in board.town.pinned}
    if not board.open_seats(shift):
        return ()
    found: dict[str, tuple[_Change, int]] = {}
    for change in _changes(board, shift):
        if (
            change.volunteer not in pinned
            and change.path not in found
            and (saves := _saves(board, offers, shift, change))
        ):
            found[change.path] = change, saves
    best = sorted(found.values(), key=lambda item: (item[0].size, -item[1], item[0].path))[:MOST]
    return tuple(Relaxation(change.path, change.before, change.after, saves) for change, saves in best)


def _saves(board: Board, offers: Offers, shift: int, change: _Change) -> int:
    """What the cost falls by with the change made and the person on the shift; 0 if that does not help."""
    with change.made:
        if blocked(board, change.volunteer, shift):
            return 0
        alone = offers.price(change.volunteer, shift)
    return max(0, -alone - int(together(board, shift, np.array([change.volunteer], dtype=np.int32))[0]))


def _changes(board: Board, shift: int) -> Iterator[_Change]:
    yield from _further(board, shift)
    for volunteer in _allowed(board, shift).who.tolist():
        if not blocked(board, volunteer, shift):
            continue
        yield from _oftener(board, volunteer)
        yield from _sooner(board, volunteer, shift)
        yield from _fuller(board, volunteer)


def _allowed(board: Board, shift: int, *, but: str = "") -> Candidates:
    """Whoever is not on the shift and refused by no rule about single duties, one of them left out."""
    candidates = board.town.everybody(shift)
    candidates = candidates.only(~np.isin(candidates.who, board.crews[shift]))
    for rule in DUTY_RULES:
        if rule.name != but:
            candidates = candidates.only(~rule.refuses(board.town, candidates))
    return candidates


def _further(board: Board, shift: int) -> Iterator[_Change]:
    town, candidates = board.town, _allowed(board, shift, but="reach")
    beyond = candidates.only(candidates.metres > town.reach[candidates.who])
    beyond = beyond.only(beyond.metres <= _LARGEST)
    extra = beyond.metres - town.reach[beyond.who]
    for n in np.argsort(extra, kind="stable")[:_NEAREST].tolist():
        volunteer, before = int(beyond.who[n]), int(town.reach[beyond.who[n]])
        after = min(_LARGEST, before - (before - int(beyond.metres[n])) // _STEP * _STEP)
        # Blocked or not is asked without distance, so there is nothing to put in place.
        yield _Change(volunteer, f"volunteers[{volunteer}].reach", before, after, _as_it_is())


def _oftener(board: Board, volunteer: int) -> Iterator[_Change]:
    caps = board.town.caps[volunteer]
    for cap in fields(Caps):
        limit = getattr(caps, cap.name)
        if limit is not None:
            made = _instead(board.town.caps, volunteer, replace(caps, **{cap.name: limit + 1}))
            yield _Change(volunteer, f"volunteers[{volunteer}].caps.{cap.name}", limit, limit + 1, made)


def _sooner(board: Board, volunteer: int, shift: int) -> Iterator[_Change]:
    town, asked = board.town, board.town.rest[volunteer]
    gaps = [
        max(town.start[shift] - town.end[held], town.start[held] - town.end[shift]) for held in board.months[volunteer]
    ]
    least = min(gaps, default=asked)
    if 0 <= least < asked:
        yield _Change(volunteer, f"volunteers[{volunteer}].rest", asked, least, _instead(town.rest, volunteer, least))


def _fuller(board: Board, volunteer: int) -> Iterator[_Change]:
    town = board.town
    unit = town.unit[volunteer]
    most = town.most_out[unit]
    if most is not None and all(town.unit[pinned] != unit for pinned, _ in town.pinned):
        yield _Change(volunteer, f"units[{unit}].most_out", most, most + 1, _instead(town.most_out, unit, most + 1))


@contextmanager
def _instead(values: list[Value], at: int, value: Value) -> Iterator[None]:
    before, values[at] = values[at], value
    try:
        yield
    finally:
        values[at] = before


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield

"""Which single number of a problem, changed a little, lets one more person take an empty seat.

Each change is tried: the town is asked again with it in place, and what the cost falls by is what the roster gains
when that person comes and nothing else moves. Pinned people are left out, since a change may also mend their pins.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import numpy as np

from solver.arrays import Candidates
from solver.board import Board
from solver.files.answer import Relaxation
from solver.kinds import Index, Mask, Whole
from solver.moves import blocked, together
from solver.offers import Offers
from solver.pairs import among
from solver.problem import Caps
from solver.rules import DUTY_RULES, ROSTER_RULES
from solver.sheet import Sheet

MOST = 5
Value = TypeVar("Value")

# Further ways to walk are asked for in such steps, and of the people beyond their reach only the nearest.
_STEP = 100
_NEAREST = 24
_LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class _Change:
    """Somebody who could come if the number at `path` were `after`; `making` puts it in place for a while."""

    volunteer: int
    path: str
    before: int
    after: int
    making: Callable[[], AbstractContextManager[None]]

    @property
    def size(self) -> float:
        return abs(self.after - self.before) / max(1, self.before)


def relaxations(sheet: Sheet, offers: Offers, shift: int) -> tuple[Relaxation, ...]:
    """Up to five changes that make the roster cheaper, the smallest in proportion first."""
    if not sheet.board.open_seats(shift):
        return ()
    worth = [(change, saves) for change, saves in _changes(sheet, offers, shift) if saves > 0]
    found: dict[str, Relaxation] = {}
    for change, saves in sorted(worth, key=lambda item: (item[0].size, -item[1], item[0].path)):
        if change.path not in found and _comes(sheet.board, shift, change):
            found[change.path] = Relaxation(change.path, change.before, change.after, saves)
            if len(found) == MOST:
                break
    return tuple(found.values())


def _comes(board: Board, shift: int, change: _Change) -> bool:
    """Whether the person may come with the change made."""
    with change.making():
        return not blocked(board, change.volunteer, shift)


def _changes(sheet: Sheet, offers: Offers, shift: int) -> Iterator[tuple[_Change, int]]:
    """Changes for whoever is kept away by one rule alone, and what the cost falls by when they come."""
    beyond = _beyond(sheet, shift)
    for change, saves in zip(_further(sheet.board, beyond), _saves(sheet.board, offers, beyond), strict=True):
        yield change, saves
    allowed = _allowed(sheet, shift)
    stops = {rule.name: rule.blocks_each(sheet, shift, allowed.who) for rule in ROSTER_RULES}
    once = sum((mask.astype(np.int8) for mask in stops.values()), np.zeros(len(allowed.who), dtype=np.int8)) == 1
    for name, ask in (("caps", _oftener), ("rest", _sooner), ("office", _fuller)):
        some = allowed.only(once & stops[name])
        if name == "caps":
            some = some.only(_full_once(sheet, shift, some.who))
        for volunteer, saves in zip(some.who.tolist(), _saves(sheet.board, offers, some), strict=True):
            if saves > 0:
                for change in ask(sheet, volunteer, shift):
                    yield change, saves


def _saves(board: Board, offers: Offers, candidates: Candidates) -> list[int]:
    """What the cost falls by when each comes alone."""
    alone = offers.priced(candidates) + together(board, candidates.shift, candidates.who)
    return [-int(change) for change in alone.tolist()]


def _allowed(sheet: Sheet, shift: int, *, but: str = "") -> Candidates:
    """Whoever is not pinned, not on the shift and refused by no rule about single duties, one of them left out."""
    board, candidates = sheet.board, sheet.town.everybody(shift)
    pinned = [volunteer for volunteer, _ in sheet.town.pinned]
    candidates = candidates.only(~among(candidates.who, [*board.crews[shift], *pinned]))
    for rule in DUTY_RULES:
        if rule.name != but:
            candidates = candidates.only(~rule.refuses(sheet.town, candidates))
    return candidates


def _beyond(sheet: Sheet, shift: int) -> Candidates:
    """The nearest of those whom only their reach keeps away."""
    town, candidates = sheet.town, _allowed(sheet, shift, but="reach")
    beyond = candidates.only((candidates.metres > town.reach[candidates.who]) & (candidates.metres <= _LARGEST))
    extra = beyond.metres - town.reach[beyond.who]
    near = beyond.only(_least(extra, 4 * _NEAREST))
    free = near.only(~_any_blocks(sheet, shift, near.who))
    return free.only(_least(free.metres - town.reach[free.who], _NEAREST))


def _any_blocks(sheet: Sheet, shift: int, who: Index) -> Mask:
    mask: Mask = np.zeros(len(who), dtype=np.bool_)
    for rule in ROSTER_RULES:
        mask |= rule.blocks_each(sheet, shift, who)
    return mask


def _least(values: Whole, count: int) -> Mask:
    """The `count` smallest of them, of equal ones the first."""
    mask: Mask = np.zeros(len(values), dtype=np.bool_)
    mask[np.argsort(values, kind="stable")[:count]] = True
    return mask


def _further(board: Board, beyond: Candidates) -> Iterator[_Change]:
    for volunteer, metres in zip(beyond.who.tolist(), beyond.metres.tolist(), strict=True):
        before = int(board.town.reach[volunteer])
        after = min(_LARGEST, before - (before - metres) // _STEP * _STEP)
        # Blocked or not is asked without distance, so there is nothing to put in place.
        yield _Change(volunteer, f"volunteers[{volunteer}].reach", before, after, nullcontext)


def _full_once(sheet: Sheet, shift: int, who: Index) -> Mask:
    """Whom just one of their caps keeps away: where two do, one change is not enough."""
    board, town, weekend = sheet.board, sheet.town, sheet.town.weekend[shift]
    full = (board.in_all[who] >= town.most_in_all[who]).astype(np.int8)
    full += board.in_week[town.week[shift]][who] >= town.most_in_week[who]
    full += board.in_day[town.day[shift]][who] >= town.most_in_day[who]
    if weekend is not None:
        used = sheet.weekends[who]
        full += ~used[:, weekend] & (used.sum(axis=1) >= sheet.most_weekends[who])
    once: Mask = full == 1
    return once


def _oftener(sheet: Sheet, volunteer: int, shift: int) -> Iterator[_Change]:
    board, town, caps = sheet.board, sheet.town, sheet.town.caps[volunteer]
    full = {
        "day": board.in_day[town.day[shift]][volunteer], "week": board.in_week[town.week[shift]][volunteer],
        "total": board.in_all[volunteer], "weekends": sheet.weekends[volunteer].sum(),
    }  # fmt: skip
    for name, count in full.items():
        limit = getattr(caps, name)
        if limit is not None and count >= limit:
            making = partial(_raised, town.caps, volunteer, name)
            yield _Change(volunteer, f"volunteers[{volunteer}].caps.{name}", limit, limit + 1, making)


def _sooner(sheet: Sheet, volunteer: int, shift: int) -> Iterator[_Change]:
    town, asked = sheet.town, sheet.town.rest[volunteer]
    months = sheet.board.months[volunteer]
    gaps = [max(town.start[shift] - town.end[held], town.start[held] - town.end[shift]) for held in months]
    least = min(gaps, default=asked)
    if 0 <= least < asked:
        making = partial(_instead, town.rest, volunteer, least)
        yield _Change(volunteer, f"volunteers[{volunteer}].rest", asked, least, making)


def _fuller(sheet: Sheet, volunteer: int, _shift: int) -> Iterator[_Change]:
    town = sheet.town
    unit = town.unit[volunteer]
    most = town.most_out[unit]
    if most is not None and all(town.unit[pinned] != unit for pinned, _ in town.pinned):
        making = partial(_instead, town.most_out, unit, most + 1)
        yield _Change(volunteer, f"units[{unit}].most_out", most, most + 1, making)


@contextmanager
def _instead(values: list[Value], at: int, value: Value) -> Iterator[None]:
    before, values[at] = values[at], value
    try:
        yield
    finally:
        values[at] = before


def _raised(caps: list[Caps], volunteer: int, name: str) -> AbstractContextManager[None]:
    """One cap of somebody is one more."""
    theirs = caps[volunteer]
    return _instead(caps, volunteer, replace(theirs, **{name: getattr(theirs, name) + 1}))

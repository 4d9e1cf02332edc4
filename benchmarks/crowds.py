"""The people of a made-up town: when they are away, what they wish, and their fair share of what is to be done."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.ground import Ground, Metres, Numbers, degrees, near
from solver.problem import DAY, At, Caps, Span, Unit, Volunteer, Wish

Mask = npt.NDArray[np.bool_]

CAP_WEEK, CAP_TOTAL = 4, 14
_REST, _REACH, _ELDERS_REACH = 660, 3_000, 2_000
_ABSENT = 0.08
# How many days an absence lasts, and how often.
_LASTS, _OFTEN = (1, 2, 3, 4, 5), (0.4, 0.25, 0.15, 0.1, 0.1)
_LEADERS, _GUIDES, _ELDERS, _PUPILS, _USED = 0.3, 0.5, 0.08, 0.04, 0.7
_EVENING, _MORNING = (1_080, 1_320), (360, 540)


@dataclass(frozen=True, slots=True)
class Calendar:
    """`weekdays`: of each day of the horizon, 0 for Monday; `load`: what all shifts together carry; `step`: the
    greatest number that divides the load of each."""

    weekdays: tuple[int, ...]
    load: int
    step: int

    @property
    def rest(self) -> Mask:
        return np.array(self.weekdays) >= 5


@dataclass(frozen=True, slots=True)
class _Kinds:
    """Who is what, a row for each person: `home` is where they live, if they set out from there too."""

    unit: Numbers
    elder: Mask
    pupil: Mask
    home: list[At]
    lives: Mask
    weekends: Numbers
    away: Mask


def crowd(
    random: np.random.Generator, town: Ground, units: tuple[Unit, ...], points: tuple[str, ...], *, calendar: Calendar
) -> tuple[Volunteer, ...]:
    """Volunteers whose targets are what they carried and an even share of the load, as far as they can take it."""
    kinds = _kinds(random, town, calendar)
    carried = calendar.step * np.clip(np.rint(random.normal(8, 3, len(kinds.unit)) / calendar.step), 0, 20)
    share = _shares(carried, _most(kinds, calendar), calendar)
    details = zip(
        _roles(random, len(share)),
        _usual(random, town, kinds, points),
        _away(random, kinds, calendar),
        _wishes(random, kinds, calendar),
        strict=True,
    )
    return tuple(
        Volunteer(
            id=f"v{n:06}", unit=units[unit].id, name=f"志愿者{n:06}",
            at=(units[unit].at, kinds.home[n]) if kinds.lives[n] else (units[unit].at,),
            roles=roles, reach=_ELDERS_REACH if kinds.elder[n] else _REACH,
            carried=int(carried[n]), target=int(carried[n] + share[n]),
            caps=Caps(1, CAP_WEEK, CAP_TOTAL, int(kinds.weekends[n]) or None), rest=_REST,
            away=away, wishes=wishes, usual=usual,
        )
        for n, (unit, (roles, usual, away, wishes)) in enumerate(zip(kinds.unit.tolist(), details, strict=True))
    )  # fmt: skip


def _kinds(random: np.random.Generator, town: Ground, calendar: Calendar) -> _Kinds:
    unit = np.repeat(np.arange(len(town.sizes)), town.sizes)
    people = len(unit)
    elder = random.random(people) < _ELDERS
    pupil = (random.random(people) < _PUPILS) & ~elder
    home: Metres = near(random, town.offices[unit], 2_000, town.side)
    weekends = random.choice((2, 3, 0), people, p=(0.1, 0.3, 0.6))
    away = _absent(random, people, len(calendar.weekdays)) | (pupil[:, None] & ~calendar.rest)
    return _Kinds(unit, elder, pupil, degrees(home, town.side), random.random(people) < 0.6, weekends, away)


def _absent(random: np.random.Generator, people: int, days: int) -> Mask:
    """Stretches of whole days, of all person-days one in `_ABSENT`; some began before the horizon."""
    longest = max(_LASTS)
    begins = random.random((people, days + longest - 1)) < _ABSENT / np.dot(_LASTS, _OFTEN)
    lasts = random.choice(_LASTS, begins.shape, p=_OFTEN)
    away = np.zeros(begins.shape, dtype=np.bool_)
    for past in _LASTS:
        away[:, past - 1 :] |= (begins & (lasts >= past))[:, : away.shape[1] - past + 1]
    return away[:, longest - 1 :]


def _most(kinds: _Kinds, calendar: Calendar) -> Numbers:
    """The load each could carry at most: caps and absences looked at, rest and reach not; rest days carry double."""
    days = len(calendar.weekdays)
    weeks = np.arange(days) // 7
    free = ~kinds.away
    resting, working = (
        np.stack([(free & chosen & (weeks == week)).sum(1) for week in range(weeks[-1] + 1)], 1)
        for chosen in (calendar.rest, ~calendar.rest)
    )
    # The weekends that give most, as many as they serve on.
    order = np.argsort(-resting, axis=1, kind="stable").argsort(axis=1)
    resting = np.where(order < np.where(kinds.weekends, kinds.weekends, days)[:, None], resting, 0)
    working = np.minimum(working, CAP_WEEK - np.minimum(resting, CAP_WEEK))
    off = np.minimum(resting.sum(1), CAP_TOTAL)
    most: Numbers = 2 * off + np.minimum(working.sum(1), CAP_TOTAL - off)
    return most


def _shares(carried: npt.NDArray[np.float64], most: Numbers, calendar: Calendar) -> Numbers:
    """Poured like water: who carried least takes first, up to one level, in whole steps; all that all can take."""
    step = calendar.step
    load = min(calendar.load, int(most.sum()))
    level = 0
    while _poured(level + step, carried, most).sum() <= load and level < carried.max() + most.max():
        level += step
    share = _poured(level, carried, most)
    more = np.flatnonzero(_poured(level + step, carried, most) > share)[: (load - int(share.sum())) // step]
    share[more] += step
    return share


def _poured(level: int, carried: npt.NDArray[np.float64], most: Numbers) -> Numbers:
    return np.clip(level - carried, 0, most).astype(np.int64)


def _roles(random: np.random.Generator, people: int) -> Iterator[tuple[str, ...]]:
    for leads, guides in zip(random.random(people) < _LEADERS, random.random(people) < _GUIDES, strict=True):
        yield ("leader",) * bool(leads) + ("guide",) * bool(guides)


def _usual(
    random: np.random.Generator, town: Ground, kinds: _Kinds, points: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """One or two of the points their unit answers for, or of the nearest; none for three people in ten."""
    used = np.where(random.random(len(kinds.unit)) < _USED, random.integers(1, 3, len(kinds.unit)), 0)
    first = random.random(len(kinds.unit))
    for unit, count, share in zip(kinds.unit.tolist(), used.tolist(), first.tolist(), strict=True):
        close = town.close[unit]
        start = int(share * len(close))
        yield tuple(sorted({points[close[(start + n) % len(close)]] for n in range(count)}))


def _away(random: np.random.Generator, kinds: _Kinds, calendar: Calendar) -> Iterator[tuple[Span, ...]]:
    """Whole days off; elders and whoever has something on that weekday are away in the evening too."""
    busy = np.where(random.random(len(kinds.unit)) < 0.2, random.integers(0, 5, len(kinds.unit)), 7)
    for away, elder, taken in zip(kinds.away, kinds.elder.tolist(), busy.tolist(), strict=True):
        runs = np.flatnonzero(np.diff(np.concatenate(([False], away, [False])))).reshape(-1, 2).tolist()
        evenings = [
            day for day, weekday in enumerate(calendar.weekdays) if (elder or weekday == taken) and not away[day]
        ]
        spans = [Span(DAY * first, DAY * last) for first, last in runs] + [_part(day, _EVENING) for day in evenings]
        yield tuple(sorted(spans))


def _wishes(random: np.random.Generator, kinds: _Kinds, calendar: Calendar) -> Iterator[tuple[Wish, ...]]:
    """A weekday they would rather not serve on, one they like, mornings too early for them; not all have each."""
    people = len(kinds.unit)
    rather_not, gladly = random.integers(0, 12, people), random.integers(0, 12, people)
    early = random.random(people) < 0.15
    for bad, good, late_riser in zip(rather_not.tolist(), gladly.tolist(), early.tolist(), strict=True):
        days = [
            (day, 8 if weekday == bad else -3)
            for day, weekday in enumerate(calendar.weekdays)
            if weekday in (bad, good)
        ]
        mornings = [Wish(_part(day, _MORNING), 5) for day in range(len(calendar.weekdays)) if late_riser]
        yield (*(Wish(Span(DAY * day, DAY * day + DAY), weight) for day, weight in days), *mornings)


def _part(day: int, part: tuple[int, int]) -> Span:
    return Span(DAY * day + part[0], DAY * day + part[1])

"""Made-up towns of any size for timing, as problems: the same size and seed give the same town.

Targets lie at everybody's even share of what all can carry together, so that a cost holds little that no roster could
avoid. In `city-full` and `city-spare` all seats can be filled; `city-short` is short of people.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil, gcd

import numpy as np

from benchmarks.crowds import Calendar, crowd
from benchmarks.ground import Ground, degrees, ground
from solver.problem import DAY, Point, Problem, Shift, Span, Unit

MONDAY, _SATURDAY = date(2026, 11, 30), date(2026, 12, 5)
_SPANS = {"intersection": ((420, 510), (1020, 1110)), "segment": ((1170, 1260),), "community": ()}
_REST_SPANS = ((510, 690), (870, 1050))
_PRIORITIES = {"intersection": (2, 2, 3, 3, 3), "segment": (1, 1, 2, 2, 3), "community": (1, 1, 2, 2, 3)}


@dataclass(frozen=True, slots=True)
class Size:
    """`side`: metres of the town's square; `seats`: the fewest and the most on a rest day's shift of a point."""

    units: int
    people: int
    points: int
    days: int
    side: float
    seats: tuple[int, int] = (3, 3)
    start: date = MONDAY


STREET = Size(units=12, people=120, points=15, days=28, side=3_000)
CITY_8 = Size(units=32, people=400, points=50, days=28, side=3_900)
CITY = Size(units=254, people=3_200, points=400, days=28, side=11_000)
KINDS: Mapping[str, Size] = {
    "street": STREET,
    "city/8": CITY_8,
    "city/4": Size(units=64, people=800, points=100, days=28, side=5_500),
    "city/2": Size(units=127, people=1_600, points=200, days=28, side=7_800),
    "city": CITY,
    "city-spare": Size(units=254, people=3_200, points=400, days=28, side=11_000, seats=(2, 2)),
    "city-full": Size(units=254, people=4_000, points=400, days=28, side=11_000),
    "city-short": Size(units=254, people=2_600, points=400, days=28, side=11_000),
    "weekend": Size(762, 30_000, 1_500, days=2, side=22_000, seats=(3, 7), start=_SATURDAY),
    "city*2": Size(units=508, people=6_400, points=800, days=28, side=15_600),
    "city*4": Size(units=1_016, people=12_800, points=1_600, days=28, side=22_000),
    "city*8": Size(units=2_032, people=25_600, points=3_200, days=28, side=31_100),
    "weekend-large": Size(4_318, 170_000, 6_000, days=2, side=45_000, seats=(4, 10), start=_SATURDAY),
}


def town(size: Size, seed: int) -> Problem:
    random = np.random.default_rng(seed)
    laid = ground(random, side=size.side, units=size.units, points=size.points, people=size.people)
    weekdays = tuple((size.start.weekday() + day) % 7 for day in range(size.days))
    units = _units(laid)
    points = _points(random, laid, units)
    shifts = tuple(_shifts(random, size, points, weekdays))
    load = sum(shift.headcount * shift.load for shift in shifts)
    calendar = Calendar(weekdays, load, gcd(*(shift.load for shift in shifts)))
    people = crowd(random, laid, units, tuple(point.id for point in points), calendar=calendar)
    rest_days = tuple(day for day, weekday in enumerate(weekdays) if weekday >= 5)
    return Problem(f"town {size.people}/{seed}", size.start, size.days, rest_days, units, points, people, shifts)


def _units(laid: Ground) -> tuple[Unit, ...]:
    """On workdays half of an office stays in."""
    places = zip(degrees(laid.offices, laid.side), laid.sizes.tolist(), strict=True)
    return tuple(Unit(f"u{n:04}", f"单位{n}", at, ceil(people / 2)) for n, (at, people) in enumerate(places))


def _points(random: np.random.Generator, laid: Ground, units: tuple[Unit, ...]) -> tuple[Point, ...]:
    junctions, segments = round(0.325 * len(laid.points)), round(0.5 * len(laid.points))
    kinds = ["intersection"] * junctions + ["segment"] * segments
    kinds += ["community"] * (len(laid.points) - len(kinds))
    matters = random.integers(0, 5, len(kinds)).tolist()
    return tuple(
        Point(f"p{n:04}", f"点位{n}", kind, at, _PRIORITIES[kind][drawn], tuple(units[unit].id for unit in stewards))
        for n, (kind, at, drawn, stewards) in enumerate(
            zip(kinds, degrees(laid.points, laid.side), matters, laid.stewards, strict=True)
        )
    )


def _shifts(
    random: np.random.Generator, size: Size, points: tuple[Point, ...], weekdays: tuple[int, ...]
) -> Iterator[Shift]:
    """Two a shift on workdays, peaks at intersections and evenings at segments; on rest days every point, twice."""
    crews = random.integers(size.seats[0], size.seats[1], len(points), endpoint=True).tolist()
    for point, crew in zip(points, crews, strict=True):
        for day, weekday in enumerate(weekdays):
            rests = weekday >= 5
            for start, end in _REST_SPANS if rests else _SPANS[point.kind]:
                span = Span(DAY * day + start, DAY * day + end)
                seats, load = (crew, 2) if rests else (2, 1)
                yield Shift(f"{point.id}-{day:02}-{start:04}", point.id, span, seats, _needs(point.kind), load)


def _needs(kind: str) -> dict[str, int]:
    """Fewer leaders and guides than there are, so that a crew lacks one only where none is near."""
    return {"intersection": {"leader": 1, "guide": 1}, "segment": {}, "community": {"leader": 1}}[kind]

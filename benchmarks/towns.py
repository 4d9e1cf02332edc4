"""Made-up towns of any size for timing, as problems: the same size and seed give the same town."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from solver.problem import At, Caps, Point, Problem, Shift, Span, Unit, Volunteer, Wish

MONDAY = date(2026, 11, 30)
_CENTRE = (116.70, 39.52)
_DEGREE = 111_195.0


@dataclass(frozen=True, slots=True)
class Size:
    """`side`: metres of the town's square; `weekend_only`: shifts on rest days alone; `seats` per shift there."""

    units: int
    people: int
    points: int
    days: int
    side: float
    weekend_only: bool = False
    seats: int = 2


STREET = Size(units=12, people=120, points=15, days=28, side=3_000)
CITY_8 = Size(units=32, people=400, points=50, days=28, side=4_000)
CITY = Size(units=254, people=3_200, points=400, days=28, side=11_000)
WEEKEND = Size(units=762, people=30_000, points=1_500, days=7, side=22_000, weekend_only=True, seats=5)


def town(size: Size, seed: int, *, share: float = 1.0) -> Problem:
    """A town whose targets are `share` of its people's even share of all seats."""
    random = Random(seed)
    units = tuple(Unit(f"u{n:03}", f"单位{n}", _place(random, size.side)) for n in range(size.units))
    points = tuple(_point(random, n, size, units) for n in range(size.points))
    shifts = tuple(_shifts(random, size, points))
    seats = sum(shift.headcount * shift.load for shift in shifts)
    fair = round(seats * share / size.people)
    people = tuple(_volunteer(random, n, size, units, fair) for n in range(size.people))
    rest_days = tuple(day for day in range(size.days) if day % 7 >= 5)
    return Problem(f"town {size.people}/{seed}", MONDAY, size.days, rest_days, units, points, people, shifts)


def _place(random: Random, side: float, near: At | None = None, spread: float = 0.0) -> At:
    if near:
        return round(near[0] + random.gauss(0, spread) / _DEGREE / 0.77, 5), round(
            near[1] + random.gauss(0, spread) / _DEGREE, 5
        )
    east, north = random.uniform(0, side), random.uniform(0, side)
    return round(_CENTRE[0] + east / _DEGREE / 0.77, 5), round(_CENTRE[1] + north / _DEGREE, 5)


def _point(random: Random, n: int, size: Size, units: tuple[Unit, ...]) -> Point:
    at = _place(random, size.side)
    close = sorted(units, key=lambda unit: (unit.at[0] - at[0]) ** 2 + (unit.at[1] - at[1]) ** 2)
    stewards = {close[0].id, random.choice(close[:4]).id}
    kind = random.choice(("intersection", "segment", "community"))
    return Point(f"p{n:03}", f"点位{n}", kind, at, random.choice((1, 1, 2, 3)), tuple(sorted(stewards)))


def _shifts(random: Random, size: Size, points: tuple[Point, ...]) -> Iterator[Shift]:
    for point in points:
        guides = {"leader": 1, "guide": 1} if point.kind == "intersection" else {"leader": 1}
        for day in range(size.days):
            rest_day = day % 7 >= 5
            if size.weekend_only and not rest_day:
                continue
            spans = ((510, 690, 2), (870, 1050, 2)) if rest_day else _workday(point.kind)
            for start, end, load in spans:
                seats = size.seats if rest_day else random.choice((1, 2, 2))
                roles = guides if seats >= len(guides) else {"leader": 1}
                span = Span(1440 * day + start, 1440 * day + end)
                yield Shift(f"s{point.id}d{day}m{start}", point.id, span, seats, roles, load)


def _workday(kind: str) -> tuple[tuple[int, int, int], ...]:
    if kind == "intersection":
        return ((420, 510, 1), (1020, 1110, 1))
    return ((1170, 1260, 1),) if kind == "segment" else ()


def _volunteer(random: Random, n: int, size: Size, units: tuple[Unit, ...], fair: int) -> Volunteer:
    unit = units[n % size.units]
    roles = [role for role, chance in (("leader", 0.5), ("guide", 0.5)) if random.random() < chance]
    away = sorted(random.sample(range(size.days), k=min(size.days, random.choice((0, 1, 2, 4)))))
    wished = random.randrange(size.days)
    return Volunteer(
        id=f"v{n:05}",
        unit=unit.id,
        at=(unit.at, _place(random, size.side, unit.at, 1_500)),
        roles=tuple(roles),
        carried=random.randrange(4),
        target=fair + 2,
        caps=Caps(day=1, week=4, total=14, weekends=3),
        rest=660,
        away=tuple(Span(1440 * day, 1440 * (day + 1)) for day in away),
        wishes=(Wish(Span(1440 * wished, 1440 * (wished + 1)), random.choice((8, -3))),),
    )

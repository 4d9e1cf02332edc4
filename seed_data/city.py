"""The demo of a whole city: 254 units and 3,200 people, as a city of 490,000 published it, for 400 points.

Supposed: three districts of three streets; 130 junctions, 200 segments and 70 communities; two people a shift on
workdays, in both peaks at junctions and in the evening at segments; at weekends three at every point, twice a day; four
weeks of December, 37,600 seats.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

from scheduler.exchange.records import PatternRecord, PlaceRecord, PointRecord, VolunteerRecord
from scheduler.exchange.town_file import Reading
from scheduler.geo import Pair
from seed_data.ground import Site, at, block, cross_block, crossing, near, within
from seed_data.names import offices
from seed_data.town import Town, absences, crowd, home, made, point, stewards, units

START, DAYS = date(2026, 11, 30), 28
PEOPLE, UNITS = 3_200, 254

_COLUMNS, _ROWS = 14, 10
# A district is five roads wide and has three streets of three roads each from the south; the farthest take the rest.
_WIDE, _HIGH = 5, 3
_DISTRICTS = ("示范西区", "示范中区", "示范东区")
_STREETS = (
    ("银河街道", "新华街道", "建设街道"),
    ("永兴街道", "裕华街道", "翠微街道"),
    ("望岳街道", "听松街道", "锦程街道"),
)
_SMALLEST = 5


def city(seed: int = 1) -> Town:
    """The city; the seed decides on how large its units are, on names, ages, homes and absences."""
    random = Random(seed)
    names = (*offices("市", 100), *offices("区", 100), *offices("县", UNITS - 200))
    points = tuple(_points())
    sizes = dict(zip(names, _sizes(random), strict=True))
    where, pools = _territories(random, points, sizes)
    people = tuple(_settled(one, random, where) for one in crowd(random, sizes))
    below = units(where.items(), command="市文明交通指挥部", contact="办公室")
    some = absences(random, random.sample(people, len(people) // 2), start=START, days=DAYS)
    return Town("示范市", Reading(below, points, stewards(pools), people, some, _patterns()), START, DAYS)


def _points() -> Iterator[PointRecord]:
    grid = [(column, row) for row in range(_ROWS) for column in range(_COLUMNS)]
    inner = [(column, row) for column, row in grid if column < _COLUMNS - 1 and row < _ROWS - 1]
    stretches = [block(column, row) for column, row in grid if row < _ROWS - 1]
    stretches += [cross_block(column, row) for column, row in inner]
    sites: list[tuple[Site, str]] = [(crossing(*place), "路口") for place in grid[:130]]
    sites += [(site, "路段") for site in stretches[:200]]
    sites += [((f"{n}号小区", (at(column + 0.5, row + 0.4),)), "小区") for n, (column, row) in enumerate(inner[:70], 1)]
    for number, (site, kind) in enumerate(sites, 1):
        priority = {"路口": 3, "路段": 2, "小区": 1}[kind]
        yield point(number, site, kind, grid=_grid(site, kind), priority=priority, headcount="2")


def _grid(site: Site, kind: str) -> str:
    """District and street by where it lies, and a community's place is a community of its own."""
    name, (first, *_) = site
    column, row = within(first)
    district = min(int(column) // _WIDE, len(_STREETS) - 1)
    street = f"{_DISTRICTS[district]}/{_STREETS[district][min(int(row) // _HIGH, _HIGH - 1)]}"
    return f"{street}/{name.removesuffix('小区')}社区" if kind == "小区" else street


def _sizes(random: Random) -> list[int]:
    """A few large units and many small ones, all people together."""
    weights = [random.lognormvariate(2.2, 0.8) for _ in range(UNITS)]
    left, total, taken = PEOPLE - UNITS * _SMALLEST, sum(weights), 0.0
    ends = [0]
    for weight in weights:
        taken += weight
        ends.append(round(left * taken / total))
    return [_SMALLEST + end - begin for begin, end in pairwise(ends)]


def _territories(
    random: Random, points: Sequence[PointRecord], sizes: dict[str, int]
) -> tuple[dict[str, Pair], dict[str, list[str]]]:
    """Where each unit is, and by point the units that answer for it: along a line that winds through the city every
    eight people take one point, so that a large unit has several and small ones share theirs."""
    winding = sorted(points, key=lambda one: _along(one.path[0]))
    where: dict[str, Pair] = {}
    pools: dict[str, list[str]] = {one.name: [] for one in points}
    begin = 0
    for unit, size in sizes.items():
        end = begin + size
        theirs = winding[begin * len(points) // PEOPLE : (end - 1) * len(points) // PEOPLE + 1]
        for one in theirs:
            pools[one.name].append(unit)
        where[unit] = near(random, theirs[len(theirs) // 2].path[0], 300)
        begin = end
    return where, pools


def _along(place: Pair) -> tuple[int, float]:
    """Strips of a kilometre, northward and southward in turn."""
    strip = int((place[0] - at(0, 0)[0]) * 85.9)
    return strip, place[1] if strip % 2 else -place[1]


def _settled(one: VolunteerRecord, random: Random, offices: dict[str, Pair]) -> VolunteerRecord:
    """Half set out from home too, and serve on three weekends if they have to."""
    if random.random() < 0.5:
        one = replace(one, places=(PlaceRecord("home", home(random, offices[one.unit]), "wgs84"),))
    return replace(one, cap_weekends=random.choice((2, 3, 4, 4)))


def _patterns() -> tuple[PatternRecord, ...]:
    working, off = ("workday", "makeup"), ("rest", "holiday")
    return (
        made(
            PatternRecord, code="B1", name="早晚高峰", day_kinds=working, spans=((420, 510), (1020, 1110)),
            point_kinds=("路口",), roles={"带班领导": 1, "引导员": 1},
        ),
        made(
            PatternRecord, code="B2", name="夜间巡防", day_kinds=working, spans=((1170, 1260),), point_kinds=("路段",),
        ),
        made(
            PatternRecord, code="B3", name="周末服务", day_kinds=off, spans=((510, 690), (870, 1050)), headcount="3",
            load=2,
        ),
    )  # fmt: skip

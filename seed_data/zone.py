"""The demo: a development zone of 57 points, 30 communities and 27 junctions and segments, each under one unit.

That, and a party-member team at every point every Saturday morning, is as such a zone published it. Supposed: 15 of the
27 are junctions; three streets side by side and one far out; 19 units and 584 people; peaks at junctions, evenings at
segments on workdays, an afternoon in the communities on Sundays, four weeks of December. One community lies so far out
that only the eight people of one station reach it, and six of them are away in the second week: a seat stays empty, and
the reasons can be read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from scheduler.exchange.records import AbsenceRecord, PatternRecord, PlaceRecord, PointRecord, VolunteerRecord
from scheduler.exchange.town_file import Reading
from scheduler.geo import Pair
from seed_data.ground import Site, at, block, crossing, near, within
from seed_data.names import offices
from seed_data.town import Town, absences, away, crowd, home, made, point, stewards, units

START, DAYS = date(2026, 11, 30), 28

_FAR: Pair = (116.772, 39.553)
# Streets are two roads wide; the last begins where the roads end.
_STREETS, _WIDE = ("银河街道", "新华街道", "建设街道", "城郊街道"), 2
_STATION, _STATION_PEOPLE, _PEOPLE = "开发区气象站", 8, 32


def zone(seed: int = 1) -> Town:
    """The zone; the seed decides on names, ages, homes and absences."""
    random, names = Random(seed), (*offices("开发区", 18), _STATION)
    points = _points()
    pools = _pools(points, names)
    first = {unit: site for site, (unit,) in reversed(pools.items())} | {_STATION: points[29].name}
    places = {one.name: one.path[0] for one in points}
    where = {unit: near(random, places[site], 300) for unit, site in first.items()}
    sizes = {name: _STATION_PEOPLE if name == _STATION else _PEOPLE for name in names}
    people = tuple(_settled(one, random, where) for one in crowd(random, sizes))
    below = units(((name, where[name]) for name in names), command="开发区管委会", contact="办公室")
    records = Reading(below, points, stewards(pools), people, tuple(_absences(random, people)), _patterns())
    return Town("示范开发区", records, START, DAYS)


def _points() -> tuple[PointRecord, ...]:
    near_by = [(f"{n + 1}号小区", (at(n % 6 + 0.5, n // 6 + 0.4),)) for n in range(29)]
    homes: list[tuple[Site, str]] = [(site, "小区") for site in (*near_by, ("远郊30号小区", (_FAR,)))]
    junctions = [(crossing(n % 5 + 1, n // 5 + 1), "路口") for n in range(15)]
    segments = [(block(n % 6, n // 6 + 2), "路段") for n in range(12)]
    return tuple(
        point(n, site, kind, grid=_grid(site), priority={"路口": 3, "路段": 2, "小区": 1}[kind], headcount="2")
        for n, (site, kind) in enumerate(homes + junctions + segments, 1)
    )


def _grid(site: Site) -> str:
    _, (place, *_) = site
    column, _ = within(place)
    return f"开发区/{_STREETS[min(int(column) // _WIDE, len(_STREETS) - 1)]}"


def _pools(points: Sequence[PointRecord], names: Sequence[str]) -> dict[str, tuple[str]]:
    """By point its one unit: three neighbours each, from the west to the east; the farthest three are the station's."""
    ordered = sorted(points, key=lambda one: one.path[0])
    return {one.name: (names[n // 3],) for n, one in enumerate(ordered)}


def _settled(one: VolunteerRecord, random: Random, offices: dict[str, Pair]) -> VolunteerRecord:
    """Two in five set out from home too; of those of the station everybody may lead."""
    if one.unit == _STATION:
        return replace(one, roles=("带班领导",))
    if random.random() < 0.4:
        return replace(one, places=(PlaceRecord("home", home(random, offices[one.unit]), "wgs84"),))
    return one


def _absences(random: Random, everybody: Sequence[VolunteerRecord]) -> Iterator[AbsenceRecord]:
    trained = [one for one in everybody if one.unit == _STATION][:6]
    yield from (away(one, date(2026, 12, 8), 5, "业务培训") for one in trained)
    others = [one for one in everybody if one.unit != _STATION]
    yield from absences(random, random.sample(others, len(others) // 4), start=START, days=DAYS)


def _patterns() -> tuple[PatternRecord, ...]:
    working, off = ("workday", "makeup"), ("rest", "holiday")
    lead = {"带班领导": 1}
    return (
        made(
            PatternRecord, code="B1", name="早晚高峰", day_kinds=working, spans=((435, 495), (1035, 1095)),
            point_kinds=("路口",), roles=lead,
        ),
        made(
            PatternRecord, code="B2", name="夜间巡防", day_kinds=working, spans=((1170, 1230),), point_kinds=("路段",),
        ),
        made(
            PatternRecord, code="B3", name="周六党员服务", day_kinds=off, weekdays=(6,), spans=((510, 630),),
            headcount="3", roles=lead, load=2,
        ),
        made(
            PatternRecord, code="B4", name="周日便民服务", day_kinds=off, weekdays=(7,), spans=((900, 990),),
            point_kinds=("小区",),
        ),
    )  # fmt: skip

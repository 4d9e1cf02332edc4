"""The demo street: a command, 12 units, 120 people, 15 points, 28 days of December, some 1,000 seats.

It has what makes rostering hard: a junction that only one small unit can reach, a third of it at a training in one
week; a post that needs a monitor on the day when both are at a meeting; pupils who serve at weekends only, elders
who do not in the evening, counters that must stay open. A handful of seats stays empty, and the reasons can be read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from scheduler.exchange.records import AbsenceRecord, PatternRecord, PlaceRecord, PointRecord, VolunteerRecord
from scheduler.exchange.town_file import Reading
from scheduler.geo import Pair
from seed_data.ground import at, block, crossing, near
from seed_data.town import Town, absences, away, crowd, home, made, point, stewards, units

START, DAYS = date(2026, 11, 30), 28

_COMMAND = "新开路街道志愿服务指挥部"
_STREET = "广阳区/新开路街道"
_FAR: Pair = (116.772, 39.553)
_METEOROLOGY, _SCHOOL, _VETERANS = "市气象局", "市第一中学", "街道老干部志愿服务队"
# name: (people, column and row of its office in the grid)
_UNITS: dict[str, tuple[int, tuple[float, float]]] = {
    "市财政局": (12, (2.2, 2.4)),
    "市教育局": (12, (3.3, 2.7)),
    "市住建局": (12, (1.6, 1.3)),
    "市民政局": (10, (4.4, 2.2)),
    "市水务局": (10, (2.7, 3.4)),
    "市统计局": (8, (3.6, 1.4)),
    "市图书馆": (8, (1.4, 3.3)),
    _METEOROLOGY: (6, (12.0, 8.9)),
    "市供销社": (10, (4.6, 3.6)),
    _SCHOOL: (12, (2.4, 1.6)),
    "新开路街道办事处": (14, (1.3, 2.4)),
    _VETERANS: (6, (1.7, 2.7)),
}
_COMMUNITIES = {"和平里": (1.5, 1.7), "康乐": (2.6, 2.6), "槐荫苑": (3.5, 3.4), "青禾家园": (4.3, 1.6)}


def street(seed: int = 1) -> Town:
    """The street; the seed decides on names, ages, homes and absences."""
    random = Random(seed)
    offices = {name: near(random, at(*place), 120) for name, (_, place) in _UNITS.items()}
    points = tuple(_points())
    everybody = tuple(_people(random, offices))
    return Town(
        "新开路街道",
        Reading(
            units=units(offices.items(), command=_COMMAND, contact="办公室"),
            points=points,
            stewardships=stewards(_pools(points), from_day=date(2026, 1, 1)),
            volunteers=everybody,
            absences=tuple(_absences(random, everybody)),
            patterns=_patterns(points),
        ),
        START,
        DAYS,
    )


def _points() -> Iterator[PointRecord]:
    for number, (column, row) in enumerate(((2, 2), (3, 2), (2, 3), (3, 3), (1, 2), (4, 3)), 1):
        key = number <= 4
        more = {"priority": 3 if key else 2, "headcount": "3" if key else "2"}
        yield point(number, crossing(column, row), "路口", grid=_STREET, **more)
    yield point(7, ("四海路与祥云道交叉口", (_FAR,)), "路口", grid="广阳区", priority=2)
    for number, (column, row) in enumerate(((2, 1), (3, 1), (1, 3), (4, 2)), 8):
        yield point(number, block(column, row), "路段", grid=_STREET, headcount="每300米1人")
    for number, (name, place) in enumerate(_COMMUNITIES.items(), 12):
        yield point(number, (f"{name}小区", (at(*place),)), "小区", grid=f"{_STREET}/{name}社区", headcount="3")


def _pools(points: Sequence[PointRecord]) -> dict[str, tuple[str, ...]]:
    """By point the units that rotate there: neighbours, but for the one that nobody else is near."""
    together = (
        ("市财政局", "新开路街道办事处"), ("市教育局", "市民政局", "市统计局"), ("市水务局", "市财政局", "市图书馆"),
        ("市教育局", "市供销社", "市水务局"), ("市住建局", "新开路街道办事处", _VETERANS), ("市供销社", "市民政局"),
        (_METEOROLOGY,), ("市住建局",), ("市统计局", "市教育局"), ("市图书馆", "新开路街道办事处"), ("市民政局",),
        ("市住建局", _SCHOOL), ("市财政局", _SCHOOL), ("市供销社", _SCHOOL), ("市统计局", _VETERANS),
    )  # fmt: skip
    return {one.name: pool for one, pool in zip(points, together, strict=True)}


def _people(random: Random, offices: dict[str, Pair]) -> Iterator[VolunteerRecord]:
    for number, one in enumerate(crowd(random, {name: size for name, (size, _) in _UNITS.items()})):
        if random.random() < 0.4:
            one = replace(one, places=(PlaceRecord("home", home(random, offices[one.unit]), "wgs84"),))
        if one.unit == _SCHOOL:
            yield _pupil(one, random)
        elif one.unit == _VETERANS:
            yield replace(one, kind="elder", birth_year=random.randrange(1952, 1961), cap_week=2, reach=1500.0)
        elif one.unit == "市供销社":
            yield replace(one, usual=(crossing(4, 3)[0],), teams=("文明交通志愿服务队",))
        elif one.unit == _METEOROLOGY and number % 3:
            yield replace(one, roles=("带班领导", "引导员"))
        elif one.unit == "市民政局" and number % 5 == 0:
            yield replace(one, roles=(*one.roles, "监督员"))
        else:
            yield one


def _pupil(one: VolunteerRecord, random: Random) -> VolunteerRecord:
    return replace(
        one, kind="student", birth_year=random.choice((2009, 2010)), guardian_note="2026年9月家长同意书",
        party_member=False, roles=(), availability=((5, 480, 1080), (6, 480, 1080)), teams=("邻里互助志愿服务队",),
    )  # fmt: skip


def _absences(random: Random, everybody: Sequence[VolunteerRecord]) -> Iterator[AbsenceRecord]:
    trained = [one for one in everybody if one.unit == _METEOROLOGY][:2]
    yield from (away(one, date(2026, 12, 7), 5, "业务培训") for one in trained)
    monitors = [one for one in everybody if "监督员" in one.roles]
    yield from (away(one, date(2026, 12, 16), 1, "督查工作会") for one in monitors)
    others = [one for one in everybody if one.unit != _METEOROLOGY and one not in monitors]
    yield from absences(random, random.sample(others, 24), start=START, days=DAYS)


def _patterns(points: Sequence[PointRecord]) -> tuple[PatternRecord, ...]:
    working, off = ("workday", "makeup"), ("rest", "holiday")
    lead = {"带班领导": 1}
    return (
        made(
            PatternRecord, code="B1", name="早晚高峰", day_kinds=working, spans=((435, 495), (1035, 1095)),
            summer_spans=((420, 480), (1080, 1140)), summer_from="06-01", summer_until="10-01",
            point_kinds=("路口",), roles=lead,
        ),
        made(
            PatternRecord, code="B2", name="夜间巡防", day_kinds=working, weekdays=(1, 2, 4, 5),
            spans=((1170, 1230),), points=tuple(one.name for one in points[7:10]), roles=lead,
        ),
        made(
            PatternRecord, code="B3", name="夜间督查", day_kinds=working, weekdays=(3,), spans=((1170, 1230),),
            points=(points[10].name,), roles={"监督员": 1},
        ),
        made(
            PatternRecord, code="B4", name="周末清洁日", day_kinds=off, spans=((510, 630),), point_kinds=("小区",),
            roles=lead, load=2, rain_cancels=True,
        ),
        made(
            PatternRecord, code="B5", name="周末便民服务", day_kinds=off, spans=((900, 990),),
            points=(points[12].name, points[13].name), headcount="3",
        ),
    )  # fmt: skip

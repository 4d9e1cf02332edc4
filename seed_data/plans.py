"""Plans that towns published, as towns to load: what a plan says is as published, names and places are made up.

Where a plan does not say how many people, which hours or which year, its function says what is supposed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from scheduler.exchange.records import PatternRecord, PointRecord, VolunteerRecord
from scheduler.exchange.town_file import Reading
from seed_data.ground import Site, at, block, crossing, near
from seed_data.names import offices
from seed_data.town import Town, absences, crowd, made, point, stewards, units

_WORKING = ("workday", "makeup")
_EVERY_DAY = ("workday", "rest", "holiday", "makeup")
_POLICE = "县交警大队"

Pools = Mapping[str, Sequence[str]]


def p1(seed: int = 1) -> Town:
    """A district: 47 units rotate over 14 junctions, four people at each in both peaks of workdays, 7 June to 31
    December; everybody keeps to one junction.

    Supposed: the year 2026, nine people a unit. To be made: four weeks from 8 June.
    """
    random, names = Random(seed), offices("区", 47)
    points = tuple(point(n + 1, crossing(n % 7, n // 7 + 2), "路口", grid="广阳区", headcount="4") for n in range(14))
    pools = {one.name: names[n :: len(points)] for n, one in enumerate(points)}
    post = {unit: name for name, pool in pools.items() for unit in pool}
    people = tuple(replace(one, usual=(post[one.unit],)) for one in crowd(random, dict.fromkeys(names, 9)))
    span = {"from_day": date(2026, 6, 7), "until_day": date(2027, 1, 1)}
    peaks = _pattern("早晚高峰", _WORKING, ((435, 480), (1020, 1110)), **span)
    records = _records(random, "区创城指挥部", points, pools, people=people, patterns=(peaks,))
    return _absent(Town("某区文明交通值守", records, date(2026, 6, 8), 28), random)


def p2(seed: int = 1) -> Town:
    """A county in 2013: 24 points in three communities, 9, 7 and 8; 112 units rotate, each in one community.

    Supposed: 42, 33 and 37 units there, three people a unit, one at each point on every morning of four weeks in
    May. The supervision team's daily round of all the points is no shift.
    """
    random, names = Random(seed), offices("县", 112)
    communities = [name for name, count in (("东关", 9), ("南关", 7), ("西关", 8)) for _ in range(count)]
    points = tuple(
        point(n + 1, crossing(n % 6, n // 6 + 1), "路口", grid=f"某县/城关镇/{name}社区", headcount="1")
        for n, name in enumerate(communities)
    )
    rotating = {"东关": names[:42], "南关": names[42:75], "西关": names[75:]}
    pools = {one.name: rotating[name] for one, name in zip(points, communities, strict=True)}
    mornings = _pattern("每日值守", _EVERY_DAY, ((480, 720),))
    people = crowd(random, dict.fromkeys(names, 3))
    records = _records(random, "县文明办", points, pools, people=people, patterns=(mornings,))
    return _absent(Town("某县社区值守", records, date(2013, 5, 6), 28), random)


def p4(seed: int = 1) -> Town:
    """A county committee: four spans of workdays, 28 March to 31 December 2019, with a summer time-table; four of
    the unit at its named junction, and one policeman at each.

    Supposed: eight units of 24, twelve policemen who stand there all day, summer from June to September. To be made:
    four weeks from 20 May, in which summer begins and the Dragon Boat festival falls.
    """
    random, names = Random(seed), offices("县", 8)
    points = tuple(point(n + 1, crossing(n % 4 + 2, n // 4 + 2), "路口", grid="某县", headcount="5") for n in range(8))
    pools = {one.name: (unit, _POLICE) for one, unit in zip(points, names, strict=True)}
    crew = crowd(random, {**dict.fromkeys(names, 24), _POLICE: 12})
    limits: dict[str, Any] = {"cap_day": 4, "cap_week": 20, "cap_total": 80, "rest": 0}
    people = tuple(replace(one, roles=("交警",), **limits) if one.unit == _POLICE else one for one in crew)
    winter, summer = ((795, 840),), ((855, 900),)
    others = ((495, 540), (705, 750), (1035, 1080))
    spans = _pattern(
        "四岗", _WORKING, tuple(sorted(others + winter)), summer_spans=tuple(sorted(others + summer)),
        summer_from="06-01", summer_until="10-01", roles={"交警": 1},
        from_day=date(2019, 3, 28), until_day=date(2020, 1, 1),
    )  # fmt: skip
    records = _records(random, "县直机关工委", points, pools, people=people, patterns=(spans,))
    free = tuple(replace(one, most_out_percent=100) if one.name == _POLICE else one for one in records.units)
    return _absent(Town("某县直机关路口执勤", replace(records, units=free), date(2019, 5, 20), 28), random)


def p5(seed: int = 1) -> Town:
    """A city congress office: 24 June to 1 July 2017, weekends included, four a shift, two shifts a day: 64 times.

    Supposed: sixteen people.
    """
    random, unit = Random(seed), "市人大机关"
    points = (point(1, crossing(3, 2), "路口", grid="广阳区", headcount="4"),)
    people = crowd(random, {unit: 16})
    spans = _pattern("早晚执勤", _EVERY_DAY, ((450, 510), (1020, 1080)))
    pools = {points[0].name: (unit,)}
    records = _records(random, "市文明交通指挥部", points, pools, people=people, patterns=(spans,))
    return Town("市人大机关路口执勤", records, date(2017, 6, 24), 8)


def p8(seed: int = 1) -> Town:
    """A development zone: 30 communities and 27 road segments and junctions, each under one unit; a party-member
    team every Saturday morning.

    Supposed: 19 units of 15, each for three places; 12 of the 27 are segments; two a team, 8:30 to 10:30. To be
    made: October 2026, whose 10th is a workday.
    """
    random, names = Random(seed), offices("区", 19)
    homes: list[tuple[Site, str]] = [((f"{n + 1}号小区", (at(n % 6 + 0.5, n // 6 + 0.4),)), "小区") for n in range(30)]
    junctions = [(crossing(n % 8, n // 8), "路口") for n in range(15)]
    segments = [(block(n % 6, n // 6 + 2), "路段") for n in range(12)]
    sites = homes + junctions + segments
    points = tuple(point(n + 1, site, kind, grid="开发区", headcount="2") for n, (site, kind) in enumerate(sites))
    pools = {one.name: (names[n // 3],) for n, one in enumerate(points)}
    people = crowd(random, dict.fromkeys(names, 15))
    saturdays = _pattern("周六党员服务", ("rest", "holiday"), ((510, 630),), weekdays=(6,))
    records = _records(random, "开发区管委会", points, pools, people=people, patterns=(saturdays,))
    return _absent(Town("某开发区周六服务", records, date(2026, 10, 1), 31), random)


def _pattern(name: str, day_kinds: Sequence[str], spans: Sequence[tuple[int, int]], **more: Any) -> PatternRecord:
    return made(PatternRecord, code="B1", name=name, day_kinds=tuple(day_kinds), spans=tuple(spans), **more)


def _records(
    random: Random,
    command: str,
    points: Sequence[PointRecord],
    pools: Pools,
    *,
    people: Sequence[VolunteerRecord],
    patterns: Sequence[PatternRecord],
) -> Reading:
    """A town whose units have their offices near a point they answer for, those of one pool near different ones."""
    near_to: dict[str, list[PointRecord]] = {}
    for one in points:
        for unit in pools[one.name]:
            near_to.setdefault(unit, []).append(one)
    named = [
        (unit, near(random, theirs[n % len(theirs)].path[0], 400)) for n, (unit, theirs) in enumerate(near_to.items())
    ]
    return Reading(units(named, command=command), tuple(points), stewards(pools), tuple(people), (), tuple(patterns))


def _absent(town: Town, random: Random) -> Town:
    """The town with one in twenty of its people away for some days."""
    people = town.records.volunteers
    away = absences(random, random.sample(people, len(people) // 20), start=town.start, days=town.days)
    return replace(town, records=replace(town.records, absences=away))

"""What a file names without a sheet for it. Only what the town has none of yet is taken from that, else slips would add
things; and whoever imports is told of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from scheduler.exchange.origin import Origin
from scheduler.exchange.records import PatternRecord, PointRecord, StewardshipRecord, UnitRecord
from scheduler.exchange.town_file import Reading
from scheduler.language import say
from scheduler.services.imports.findings import Findings
from scheduler.services.imports.town import Rows, Town

_CROSSINGS = ("交叉口", "十字", "街口")
_USUAL, _ON_WORKDAYS = "路口", "工作日值守"
Found = TypeVar("Found")
Key = TypeVar("Key")
Spans = tuple[tuple[int, int], ...]
Lists = Sequence[StewardshipRecord]


def with_implied(town: Town, findings: Findings, reading: Reading) -> Reading:
    """The file with the units, points and patterns that its stewardship and its people speak of.

    Nothing is added for who does not plan the whole town, nor by what somebody enters by hand.
    """
    if not town.everywhere:
        return reading
    lists = [one for one in reading.stewardships if isinstance(one.origin, Origin)]
    if not reading.units and not town.units.faces:
        reading = replace(reading, units=_units(findings, lists, reading))
    if not reading.points and not town.points.faces:
        reading = replace(reading, points=_points(town, findings, lists))
    if not reading.patterns and not town.patterns.faces:
        reading = replace(reading, patterns=tuple(_patterns(findings, lists)))
    return reading


def _units(findings: Findings, lists: Lists, reading: Reading) -> tuple[UnitRecord, ...]:
    """Those that answer for something; where the file does not say which do, those that its people are of."""
    found = {name: one.origin for name, one in _first(lists, lambda one: one.unit).items()}
    if found:
        findings.warn(say("文件里没有“单位”表：按分包的单位新增 {count} 个单位，请核对", count=len(found)))
    else:
        people = [one for one in reading.volunteers if isinstance(one.origin, Origin)]
        found = {name: one.origin for name, one in _first(people, lambda one: one.unit).items()}
        if found:
            findings.warn(say("文件里没有“单位”表：按人员所在的单位新增 {count} 个单位，请核对", count=len(found)))
    return tuple(
        UnitRecord(code=name, coded=False, name=name, origin=origin, given=frozenset(("name",)))
        for name, origin in found.items()
    )


def _points(town: Town, findings: Findings, lists: Lists) -> tuple[PointRecord, ...]:
    found = _first(lists, lambda one: one.point)
    if found:
        findings.warn(say("文件里没有“点位”表：按分包的点位新增 {count} 个点位，请核对类别", count=len(found)))
    given = frozenset(("name", "kind", "headcount"))
    return tuple(
        PointRecord(
            code=name, coded=False, name=name, kind=_kind(town.kinds, name), headcount=one.headcount,
            origin=one.origin, given=given,
        )
        for name, one in found.items()
    )  # fmt: skip


def _kind(kinds: Rows[str], name: str) -> str:
    """The kind that the name of a point says it is; an intersection where it says none."""
    if any(word in name for word in _CROSSINGS):
        return _USUAL
    return max((face["name"] for face in kinds.faces.values() if face["name"] in name), key=len, default=_USUAL)


def _patterns(findings: Findings, lists: Lists) -> Iterable[PatternRecord]:
    """One for each set of times, on workdays, for the points beside which it stands; for all where it stands beside
    all. Where there are several they are called by their times."""
    points = {one.point for one in lists}
    found = _first([one for one in lists if one.spans], lambda one: one.spans)
    for spans, one in found.items():
        theirs = tuple(dict.fromkeys(other.point for other in lists if other.spans == spans))
        times = "、".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)
        findings.warn(say("文件里没有“班次”表：按分包表里的时间新增班次 {name}，工作日值守，请核对", name=times))
        name = times if len(found) > 1 else _ON_WORKDAYS
        yield PatternRecord(
            code=name, coded=False, name=name, day_kinds=("workday", "makeup"), spans=spans,
            points=() if points == set(theirs) else theirs,
            origin=one.origin, given=frozenset(("name", "day_kinds", "spans", "points")),
        )  # fmt: skip


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"


def _first(records: Iterable[Found], called: Callable[[Found], Key]) -> Mapping[Key, Found]:
    """By what each is called the first of them, in their order."""
    found: dict[Key, Found] = {}
    for one in records:
        found.setdefault(called(one), one)
    return found

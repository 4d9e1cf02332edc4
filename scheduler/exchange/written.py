"""Records as people type them: for every sheet the cells of a row, by field. Read back they give the record again.

Places come back as they stand in the record: a point's as typed, a unit's and a volunteer's in WGS-84.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from scheduler.clock import TOWN
from scheduler.exchange.records import (
    AbsenceRecord,
    PatternRecord,
    PointRecord,
    StewardshipRecord,
    UnitRecord,
    VolunteerRecord,
)
from scheduler.geo import Pair

Cell = str | int | float | None
Cells = Mapping[str, Cell]

_DAY = 1440
_ONE_DAY = timedelta(days=1)
_WEEKDAYS = tuple(f"周{day}" for day in "一二三四五六日")
_MAPS = {"wgs84": "WGS84", "gcj02": "高德", "bd09": "百度"}
_PARTS = {"lead": "主责", "assist": "协助"}
_KINDS = {"ordinary": "普通", "student": "学生", "elder": "老年"}
# What several kinds of day are called together, the widest first.
_DAY_KINDS = (
    ("每天", {"workday", "rest", "holiday", "makeup"}),
    ("工作日", {"workday", "makeup"}),
    ("普通工作日", {"workday"}),
    ("调休上班日", {"makeup"}),
    ("休息日", {"rest"}),
    ("节假日", {"holiday"}),
)


def unit_cells(unit: UnitRecord) -> Cells:
    """The cells of a unit's row; so do the next ones for their records."""
    return {
        "code": _code(unit),
        "name": unit.name,
        "parent": unit.parent,
        "at": unit.at and _pair(unit.at),
        "system": unit.at and _MAPS["wgs84"],
        "most_out_percent": unit.most_out_percent and f"{unit.most_out_percent}%",
        "contact": unit.contact,
        "ended_on": _day(unit.ended_on),
    }


def point_cells(point: PointRecord) -> Cells:
    return {
        "code": _code(point),
        "name": point.name,
        "kind": point.kind,
        "grid": "/".join(step.name for step in point.grid),
        "path": ";".join(_pair(pair) for pair in point.came_path),
        "system": point.came_in and _MAPS[point.came_in],
        "length": point.length,
        "priority": point.priority,
        "headcount": point.headcount,
        "ended_on": _day(point.ended_on),
    }


def stewardship_cells(stewardship: StewardshipRecord) -> Cells:
    return {
        "unit": stewardship.unit,
        "point": stewardship.point,
        "from_day": _day(stewardship.from_day),
        "until_day": _last_day(stewardship.until_day),
        "part": _PARTS[stewardship.part],
    }


def volunteer_cells(volunteer: VolunteerRecord) -> Cells:
    same = ("name", "unit", "phone", "birth_year", "guardian_note", "rest", "reach")
    caps = ("cap_day", "cap_week", "cap_total", "cap_weekends")
    return {
        **{name: getattr(volunteer, name) for name in (*same, *caps)},
        **{place.kind: _pair(place.at) for place in volunteer.places},
        "code": _code(volunteer),
        "teams": "、".join(volunteer.teams),
        "roles": "、".join(volunteer.roles),
        "system": _MAPS["wgs84"] if volunteer.places else None,
        "party_member": _yes_no(volunteer.party_member),
        "kind": _KINDS[volunteer.kind],
        "availability": _availability(volunteer.availability),
        "usual": "、".join(volunteer.usual),
        "joined_on": _day(volunteer.joined_on),
        "left_on": _day(volunteer.left_on),
    }


def absence_cells(absence: AbsenceRecord) -> Cells:
    starts, ends = absence.starts.astimezone(TOWN), absence.ends.astimezone(TOWN)
    return {
        "volunteer": absence.volunteer,
        "unit": absence.unit,
        "starts": _moment(starts),
        # A date alone ends with that day.
        "ends": _last_day(ends.date()) if ends.time() == time() else _moment(ends),
        "reason": absence.reason,
    }


def pattern_cells(pattern: PatternRecord) -> Cells:
    return {
        "code": _code(pattern),
        "name": pattern.name,
        "day_kinds": _day_kinds(pattern.day_kinds),
        "weekdays": "、".join(_WEEKDAYS[day - 1] for day in pattern.weekdays or ()),
        "spans": _spans(pattern.spans),
        "summer_spans": _spans(pattern.summer_spans or ()),
        "summer_from": pattern.summer_from,
        "summer_until": pattern.summer_until and _last_of_every_year(pattern.summer_until),
        "from_day": _day(pattern.from_day),
        "until_day": _last_day(pattern.until_day),
        "point_kinds": "、".join(pattern.point_kinds),
        "points": "、".join(pattern.points),
        "headcount": pattern.headcount,
        "roles": "、".join(f"{role}{need}" for role, need in pattern.roles.items()),
        "load": pattern.load,
        "rain_cancels": _yes_no(pattern.rain_cancels),
        "counts_hours": _yes_no(pattern.counts_hours),
        "counts_fairness": _yes_no(pattern.counts_fairness),
        "theme": pattern.theme,
        "replaces": "、".join(pattern.replaces),
        "active": _yes_no(pattern.active),
    }


CELLS: Mapping[str, Callable[[Any], Cells]] = {
    "units": unit_cells,
    "points": point_cells,
    "stewardships": stewardship_cells,
    "volunteers": volunteer_cells,
    "absences": absence_cells,
    "patterns": pattern_cells,
}
"""By the key of the sheet."""


def _code(record: UnitRecord | PointRecord | VolunteerRecord | PatternRecord) -> str | None:
    return record.code if record.coded else None


def _pair(pair: Pair) -> str:
    return f"{pair[0]},{pair[1]}"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _last_day(until: date | None) -> str | None:
    return _day(until - _ONE_DAY) if until else None


def _last_of_every_year(until: str) -> str:
    return f"{date.fromisoformat(f'2000-{until}') - _ONE_DAY:%m-%d}"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}" if moment.time() == time() else f"{moment:%Y-%m-%d %H:%M}"


def _yes_no(yes: bool) -> str:
    return "是" if yes else "否"


def _day_kinds(kinds: Iterable[str]) -> str:
    left, named = set(kinds), []
    for name, together in _DAY_KINDS:
        if together <= left:
            named.append(name)
            left -= together
    return "、".join(named)


def _spans(spans: Iterable[tuple[int, int]]) -> str:
    return "、".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}" if minute <= _DAY else "次日" + _clock(minute - _DAY)


def _availability(free: Iterable[tuple[int, int, int]]) -> str:
    hours = defaultdict(list)
    for weekday, start, end in free:
        hours[weekday].append((start, end))
    return "；".join(f"{_WEEKDAYS[weekday]} {_spans(spans)}" for weekday, spans in sorted(hours.items()))

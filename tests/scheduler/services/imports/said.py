"""Records as a file would give them, every column there unless a test says which are."""

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from scheduler.exchange.origin import Origin
from scheduler.exchange.records import (
    AbsenceRecord,
    PatternRecord,
    PointRecord,
    StewardshipRecord,
    UnitRecord,
    VolunteerRecord,
)

Made = TypeVar("Made")


def _said(make: Callable[..., Made], sheet: str, values: dict[str, Any]) -> Made:
    columns = values.pop("given", None)
    # The sheet's two columns for places are told apart, beside the field that both fill.
    every = {field.name for field in fields(make)} | {"home", "office"}  # type: ignore[arg-type]
    given = frozenset(every if columns is None else {*columns.split()})
    row = values.pop("row", 2)
    return make(**values, origin=Origin(sheet, row), given=given)


def _coded(values: dict[str, Any]) -> dict[str, Any]:
    return {"coded": "code" in values, "code": values.get("name"), **values}


def unit(**values: Any) -> UnitRecord:
    return _said(UnitRecord, "单位", _coded(values))


def point(**values: Any) -> PointRecord:
    return _said(PointRecord, "点位", {"kind": "路口", **_coded(values)})


def stewardship(of: str, at: str, **values: Any) -> StewardshipRecord:
    return _said(StewardshipRecord, "分包", {"unit": of, "point": at, **values})


def volunteer(name: str, of: str, **values: Any) -> VolunteerRecord:
    given = {"coded": "code" in values, "code": f"{of}-{name}", "name": name, "unit": of, **values}
    return _said(VolunteerRecord, "志愿者", given)


def absence(of: str, day: int, **values: Any) -> AbsenceRecord:
    """From 1 o'clock UTC of that day of December 2026 for one day."""
    span = {"starts": datetime(2026, 12, day, 1, tzinfo=UTC), "ends": datetime(2026, 12, day + 1, 1, tzinfo=UTC)}
    return _said(AbsenceRecord, "请假", {"volunteer": of, **span, **values})


def pattern(**values: Any) -> PatternRecord:
    """Workdays from 7:15 to 8:00."""
    usual = {"name": "早高峰", "day_kinds": ("workday",), "spans": ((435, 480),)}
    return _said(PatternRecord, "班次", _coded({**usual, **values}))


DECEMBER = date(2026, 12, 1)

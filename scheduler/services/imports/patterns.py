"""Shift patterns and themes of the file against those of the town."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from scheduler.errors import Invalid
from scheduler.exchange.origin import Origin
from scheduler.exchange.records import PatternRecord
from scheduler.exchange.references import Directory
from scheduler.exchange.words import Unreadable
from scheduler.language import say
from scheduler.services.formulas import plain
from scheduler.services.imports.findings import Face, Findings, Item
from scheduler.services.imports.naming import directory, identify, listing, resolved
from scheduler.services.imports.town import Town
from scheduler.services.patterns import Pattern

BLANK: Face = {
    **dict.fromkeys(("weekdays", "from_day", "until_day", "summer_spans", "summer_from", "summer_until")),
    **dict.fromkeys(("headcount", "theme")), **dict.fromkeys(("point_kinds", "points", "replaces"), ()),
    "roles": {}, "load": 1, "rain_cancels": False, "counts_hours": True, "counts_fairness": True, "active": True,
}  # fmt: skip
_AS_TYPED = (
    *("weekdays", "from_day", "until_day", "summer_spans", "summer_from", "summer_until", "load"),
    *("rain_cancels", "counts_hours", "counts_fairness", "active"),
)
_CHECKED = (
    *("spans", "day_kinds", "from_day", "until_day", "replaces", "point_kinds", "points"),
    *("summer_from", "summer_until", "headcount", "roles", "load"),
)


def compare_patterns(
    town: Town, findings: Findings, records: Iterable[PatternRecord], *,
    points: Directory, new_points: Collection[str],
) -> None:  # fmt: skip
    """Notes every pattern and theme in `findings`. `points` is what points are called, `new_points` the file's own."""
    spoken: dict[str, PatternRecord] = {}
    for record in records:
        try:
            code = identify(record, town.patterns)
        except Unreadable as unreadable:
            findings.refuse(record, "code" if record.coded else "name", record.code, unreadable.advice)
            continue
        if findings.claims("pattern", code, record, "name"):
            spoken[code] = record
    if not spoken:
        return
    among = {
        "point_kinds": directory("点位类别", town.kinds, {}),
        "points": points,
        "replaces": directory("班次", town.patterns, {code: record.name for code, record in spoken.items()}),
        "theme": directory("主题", town.themes, {}),
        "roles": directory("岗位", town.roles, {}),
    }
    mine = town.points.mine.union(new_points)
    faces = {code: _compare(town, findings, code, record, among=among, mine=mine) for code, record in spoken.items()}
    from_file = {code for code, record in spoken.items() if isinstance(record.origin, Origin)}
    _themes(town, findings, {code: face for code, face in faces.items() if face and code in from_file})


def _compare(
    town: Town,
    findings: Findings,
    code: str,
    record: PatternRecord,
    *,
    among: Mapping[str, Directory],
    mine: frozenset[str],
) -> Face | None:
    """The pattern as it will be, noted; None when it was refused."""
    findings.tick()
    face = _face(town, findings, record, among)
    if face is None:
        return None
    existing = town.patterns.faces.get(code)
    whole = {**BLANK, **(existing or {}), **face}
    if not town.may_staff(whole, mine):
        advice = say("这个班次也管到您范围之外的点位：请在“点位”一列写明是哪几个，或请创城办导入")
        findings.refuse(record, "points", "、".join(record.points), advice)
        return None
    try:
        _check(code, whole)
    except Invalid as invalid:
        findings.refuse(record, "spans", record.name, str(invalid))
        return None
    if existing is not None:
        findings.compare(Item("pattern", code, record.name, face, row_id=town.patterns.ids[code]), existing)
    else:
        findings.add(Item("pattern", code, record.name, {**BLANK, **face}))
    return whole


def _face(
    town: Town, findings: Findings, record: PatternRecord, among: Mapping[str, Directory]
) -> dict[str, Any] | None:
    face: dict[str, Any] = {"name": record.name, "day_kinds": record.day_kinds, "spans": record.spans}
    face |= {field: getattr(record, field) for field in _AS_TYPED if field in record.given}
    column = ""
    try:
        for column in ("point_kinds", "points", "replaces"):
            if column in record.given:
                face[column] = resolved(getattr(record, column), among[column])
        column = "roles"
        if column in record.given:
            face[column] = {among[column].code_of(role): need for role, need in record.roles.items()}
        column = "headcount"
        if column in record.given:
            face[column] = None if record.headcount is None else plain(record.headcount)
        column = "theme"
        if column in record.given:
            may_add = isinstance(record.origin, Origin)
            face[column] = record.theme and _theme_code(record.theme, among[column], may_add=may_add)
    except (Unreadable, Invalid) as wrong:
        advice = wrong.args[0]
        if column in {"roles", "point_kinds"}:
            rows = town.roles if column == "roles" else town.kinds
            advice = say("{why}；可用的有：{names}", why=advice, names=listing(rows))
        findings.refuse(record, column, _shown(getattr(record, column)), advice)
        return None
    return face


def _shown(value: object) -> str:
    return value if isinstance(value, str) else "、".join(value) if isinstance(value, (tuple, dict)) else str(value)


def _theme_code(name: str, among: Directory, *, may_add: bool) -> str:
    """A file may name a theme that is new; who enters one pattern by hand chooses among those there are."""
    try:
        return among.code_of(name)
    except Unreadable:
        if not may_add:
            raise
        return name


def _check(code: str, whole: Face) -> None:
    first, until = whole["from_day"], whole["until_day"]
    if first and until and until <= first:
        raise Invalid(say("截止日期早于起始日期 {day}", day=first))
    given = {field: whole[field] for field in _CHECKED}
    Pattern(
        code, weekdays=whole["weekdays"] or (), summer_spans=whole["summer_spans"] or (), **given
    )  # refuses what contradicts itself


def _themes(town: Town, findings: Findings, faces: Mapping[str, Face]) -> None:
    """A theme of a file lasts from the first to the last day of its patterns, those in the file and in the town."""
    patterns = [*faces.values(), *(face for code, face in town.patterns.faces.items() if code not in faces)]
    for code in dict.fromkeys(face["theme"] for face in faces.values() if face["theme"]):
        mine = [face for face in patterns if face["theme"] == code]
        days = [(face["from_day"], face["until_day"]) for face in mine if face["from_day"] and face["until_day"]]
        if not days:
            continue
        span: dict[str, date] = {
            "from_day": min(first for first, _ in days),
            "until_day": max(last for _, last in days),
        }
        if code in town.themes.faces:
            name = town.themes.faces[code]["name"]
            item = Item("theme", code, name, span, row_id=town.themes.ids[code])
            findings.compare(item, town.themes.faces[code])
        else:
            findings.add(Item("theme", code, code, {"name": code, **span}))

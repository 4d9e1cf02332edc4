"""Stewardship of the file against that of the town: by unit, point and first day."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import pairwise

from scheduler.exchange.records import StewardshipRecord
from scheduler.exchange.references import Directory
from scheduler.exchange.words import Unreadable
from scheduler.language import say
from scheduler.services.imports.findings import Findings, Item
from scheduler.services.imports.naming import outside
from scheduler.services.imports.town import Town

EVER = date(2000, 1, 1)
"""The first day of what was always so."""

Pair = tuple[StewardshipRecord, str, str]
"""A record with the codes of its unit and its point."""


def resolve(
    findings: Findings, records: Iterable[StewardshipRecord], *, units: Directory, points: Directory
) -> list[Pair]:
    """Every record whose unit and point can be found; the others are refused."""
    found = []
    for record in records:
        try:
            column = "unit"
            unit = units.code_of(record.unit)
            column = "point"
            found.append((record, unit, points.code_of(record.point)))
        except Unreadable as unreadable:
            findings.refuse(record, column, getattr(record, column), unreadable.advice)
    return found


def compare_stewardships(town: Town, findings: Findings, pairs: Collection[Pair]) -> None:
    """Notes every stewardship in `findings`; who may plan a unit may say what it answers for."""
    since: dict[tuple[str, str], list[date]] = {}
    for one, other, first in sorted(town.stewardships.faces):
        since.setdefault((one, other), []).append(first)
    after = {key: face["until_day"] for key, face in town.stewardships.faces.items()}
    for record, unit, point in pairs:
        findings.tick()
        if unit in town.units.faces and unit not in town.units.mine:
            findings.refuse(record, "unit", record.unit, outside())
            continue
        key = unit, point, record.from_day or _since(since.get((unit, point), []))
        if not findings.claims("stewardship", key, record, "point"):
            continue
        if record.until_day is not None and record.until_day <= key[2]:
            findings.refuse(record, "until_day", record.until_day, say("截止日期早于起始日期 {day}", day=key[2]))
            continue
        _compare(town, findings, record, key)
        if "until_day" in record.given or key not in after:
            after[key] = record.until_day
    _warn_of_overlaps(findings, {(unit, point) for _, unit, point in pairs}, after)


def _compare(town: Town, findings: Findings, record: StewardshipRecord, key: tuple[str, str, date]) -> None:
    face: dict[str, object] = {f: getattr(record, f) for f in ("until_day", "part") if f in record.given}
    name = f"{record.unit} — {record.point}"
    if key in town.stewardships.faces:
        item = Item("stewardship", key, name, face, row_id=town.stewardships.ids[key])
        findings.compare(item, town.stewardships.faces[key])
    else:
        findings.add(Item("stewardship", key, name, {"until_day": None, "part": "lead", **face}))


def _warn_of_overlaps(
    findings: Findings, touched: Collection[tuple[str, str]], after: Mapping[tuple[str, str, date], date | None]
) -> None:
    """A unit that answers for a point twice on one day does so once; but that is seldom what was meant."""
    spans = sorted((key, until or date.max) for key, until in after.items() if key[:2] in touched)
    for ((unit, point, first), until), ((other, at, second), _) in pairwise(spans):
        if (unit, point) == (other, at) and second < until:
            days = {"unit": unit, "point": point, "first": first, "second": second}
            findings.warn(say("{unit} 从 {first} 起和从 {second} 起都包了 {point}，时间重叠，请核对", **days))


def _since(known: list[date]) -> date:
    """Where the file names no first day: that of the only stewardship there is, else as long as can be."""
    return known[0] if len(known) == 1 else EVER

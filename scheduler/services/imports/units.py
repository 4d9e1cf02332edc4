"""Units of the file against units of the town."""

from collections.abc import Iterable

from scheduler.exchange.records import UnitRecord
from scheduler.exchange.references import Directory
from scheduler.exchange.words import Unreadable
from scheduler.language import say
from scheduler.services.imports.findings import Face, Findings, Item
from scheduler.services.imports.naming import directory, identify, outside
from scheduler.services.imports.town import Town

BLANK: Face = dict.fromkeys(("parent", "longitude", "latitude", "most_out_percent", "contact", "ended_on"))
_AS_TYPED = ("most_out_percent", "contact", "ended_on")


def compare_units(town: Town, findings: Findings, records: Iterable[UnitRecord]) -> Directory:
    """Notes every unit of the file in `findings`; gives what units may now be called."""
    spoken: dict[str, UnitRecord] = {}
    for record in records:
        try:
            code = identify(record, town.units)
        except Unreadable as unreadable:
            findings.refuse(record, "code" if record.coded else "name", record.code, unreadable.advice)
            continue
        if findings.claims("unit", code, record, "name"):
            spoken[code] = record
    units = directory("单位", town.units, {code: record.name for code, record in spoken.items()})
    parents = _parents(town, findings, spoken, units)
    for code, record in spoken.items():
        _compare(town, findings, code, {**_face(record), **parents.get(code, {})})
        findings.tick()
    return units


def _face(record: UnitRecord) -> dict[str, object]:
    face: dict[str, object] = {"name": record.name}
    if "at" in record.given:
        face["longitude"], face["latitude"] = record.at or (None, None)
    return face | {field: getattr(record, field) for field in _AS_TYPED if field in record.given}


def _compare(town: Town, findings: Findings, code: str, face: Face) -> None:
    name = str(face["name"])
    if code in town.units.faces:
        findings.compare(Item("unit", code, name, face, row_id=town.units.ids[code]), town.units.faces[code])
    else:
        findings.add(Item("unit", code, name, {**BLANK, **face}))


def _parents(
    town: Town, findings: Findings, spoken: dict[str, UnitRecord], units: Directory
) -> dict[str, dict[str, object]]:
    """By code {"parent": code or None} for every unit of which the file says it; wrong ones are refused."""
    above = {code: face["parent"] for code, face in town.units.faces.items()}
    found: dict[str, dict[str, object]] = {}
    for code, record in spoken.items():
        if "parent" in record.given:
            try:
                above[code] = None if record.parent is None else units.code_of(record.parent)
                found[code] = {"parent": above[code]}
            except Unreadable as unreadable:
                findings.refuse(record, "parent", record.parent, unreadable.advice)
    for code, record in spoken.items():
        if "parent" in record.given and code not in found:
            continue  # refused already
        if not _has_top(code, above):
            findings.refuse(record, "parent", record.parent, say("上级单位绕回了自己，请改正"))
        elif not _allowed(town, code, above):
            column = "parent" if "parent" in record.given else "name"
            findings.refuse(record, column, record.parent or record.name, outside())
    return found


def _has_top(code: str, above: dict[str, str | None]) -> bool:
    seen, unit = set(), above.get(code)
    while unit is not None and unit not in seen:
        seen.add(unit)
        unit = above.get(unit)
    return unit is None


def _allowed(town: Town, code: str, above: dict[str, str | None]) -> bool:
    """Whether the unit is, and stays, below a unit of the asker's; the top of what they hold stays where it is."""
    if town.everywhere:
        return True
    before = town.units.faces.get(code)
    if before is not None and above.get(code) == before["parent"]:
        return code in town.units.mine
    unit = above.get(code)
    while unit is not None and unit not in town.units.faces:
        unit = above.get(unit)
    return unit in town.units.mine

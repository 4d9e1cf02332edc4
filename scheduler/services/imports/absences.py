"""Absences of the file against those of the town: the office's own list, so each counts as approved."""

from collections.abc import Iterable, Mapping

from scheduler import clock
from scheduler.exchange.records import AbsenceRecord
from scheduler.exchange.references import Directory
from scheduler.exchange.words import Unreadable
from scheduler.language import say
from scheduler.services.imports.findings import Findings, Item
from scheduler.services.imports.people import AbsenceKey
from scheduler.services.imports.town import Rows

Callsigns = Mapping[str, tuple[str, str]]
"""(name, unit code) by volunteer code."""


def compare_absences(
    findings: Findings,
    records: Iterable[AbsenceRecord],
    existing: Rows[AbsenceKey],
    *,
    names: Callsigns,
    units: Directory,
) -> None:
    """Notes every absence in `findings`; volunteer and span make it the same one."""
    among = _Among(names)
    for record in records:
        findings.tick()
        column = "unit"
        try:
            people = among.of(None if record.unit is None else units.code_of(record.unit))
            column = "volunteer"
            key = people.code_of(record.volunteer), record.starts, record.ends
        except Unreadable as unreadable:
            findings.refuse(record, column, getattr(record, column), unreadable.advice)
            continue
        if findings.claims("absence", key, record, "volunteer"):
            _note(findings, record, key, existing)


class _Among:
    """What people are called, in the whole town or in one unit."""

    def __init__(self, names: Callsigns) -> None:
        self._names = names
        self._known: dict[str | None, Directory] = {}

    def of(self, unit: str | None) -> Directory:
        if unit not in self._known:
            called = [(code, name) for code, (name, of) in self._names.items() if unit in (None, of)]
            self._known[unit] = Directory("人", called)
        return self._known[unit]


def _note(findings: Findings, record: AbsenceRecord, key: AbsenceKey, existing: Rows[AbsenceKey]) -> None:
    face = {"state": "approved"} | ({"reason": record.reason} if "reason" in record.given else {})
    first, last = (f"{moment.astimezone(clock.TOWN):%Y-%m-%d %H:%M}" for moment in (record.starts, record.ends))
    name = say("{name} {first} 至 {last}", name=record.volunteer, first=first, last=last)
    if key in existing.faces:
        findings.compare(Item("absence", key, name, face, row_id=existing.ids[key]), existing.faces[key])
    else:
        findings.add(Item("absence", key, name, {"reason": "", **face}))

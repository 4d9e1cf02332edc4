"""What can be told wrong from the file alone, across its rows: the same thing twice, circles, impossible ages."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from scheduler.errors import Fault
from scheduler.exchange.cells import fault
from scheduler.exchange.records import Record, UnitRecord, VolunteerRecord
from scheduler.exchange.town import SHEETS
from scheduler.exchange.town_file import Reading
from scheduler.language import say

YOUNGEST, OLDEST = 14, 100

_TITLES = {sheet.key: {column.field: column.title for column in sheet.columns} for sheet in SHEETS}

Found = TypeVar("Found", bound=Record)


def checked(reading: Reading, *, today: date) -> Reading:
    """`reading` with namesakes told apart and with the faults that only show across rows."""
    reading = replace(reading, volunteers=tuple(_told_apart(reading.volunteers)))
    faults = (
        *_twice(reading.units, "units", "code", lambda unit: unit.code),
        *_twice(reading.points, "points", "code", lambda point: point.code),
        *_twice(reading.volunteers, "volunteers", "code", lambda volunteer: volunteer.code),
        *_twice(reading.patterns, "patterns", "code", lambda pattern: pattern.code),
        *_twice(reading.stewardships, "stewardships", "point", lambda one: (one.unit, one.point, one.from_day)),
        *_twice(reading.absences, "absences", "starts", lambda one: (one.volunteer, one.unit, one.starts)),
        *_circles(reading.units),
        *_ages(reading.volunteers, today),
    )
    return replace(reading, faults=(*reading.faults, *faults))


def _told_apart(volunteers: Iterable[VolunteerRecord]) -> Iterator[VolunteerRecord]:
    """Namesakes of one unit without codes of their own get the end of their phone, where everyone's differs."""
    namesakes = defaultdict(list)
    everyone = tuple(volunteers)
    for volunteer in everyone:
        if not volunteer.coded:
            namesakes[volunteer.code].append((volunteer.phone or "")[-4:])
    apart = {code for code, ends in namesakes.items() if len(ends) > 1 and all(ends) and len(set(ends)) == len(ends)}
    for volunteer in everyone:
        if volunteer.code in apart and not volunteer.coded and volunteer.phone:
            yield replace(volunteer, code=f"{volunteer.code}-{volunteer.phone[-4:]}")
        else:
            yield volunteer


def _twice(found: Iterable[Found], key: str, field: str, same: Callable[[Found], Hashable]) -> Iterator[Fault]:
    first: dict[Hashable, Record] = {}
    for record in found:
        before = first.setdefault(same(record), record)
        if before is not record:
            yield fault(
                record.origin,
                _TITLES[key][field],
                _shown(record, field),
                _advice(before, record),
                field=_mended(record, field),
            )


def _mended(record: Record, field: str) -> str:
    """The column to mend: a code that was made of the name is mended there."""
    return "name" if field == "code" and not getattr(record, "coded", True) else field


def _shown(record: Record, field: str) -> object:
    value = getattr(record, field)
    return getattr(record, "name", value) if field == "code" and not getattr(record, "coded", True) else value


def _advice(before: Record, record: Record) -> str:
    row = before.origin.where()
    if isinstance(record, VolunteerRecord) and not record.coded:
        return say("与 {row} 单位和姓名都相同：同一个人请删去一行，同名的两个人请各填编号", row=row)
    return say("与 {row} 重复，请删去一行或改正", row=row)


def _circles(units: Sequence[UnitRecord]) -> Iterator[Fault]:
    known = {word: unit for unit in units for word in (unit.name, unit.code)}
    for unit in units:
        above = known.get(unit.parent or "")
        for _ in units:
            if above is None or above is unit:
                break
            above = known.get(above.parent or "")
        if above is unit:
            advice = say("上级单位绕回了自己，请改正")
            yield fault(unit.origin, _TITLES["units"]["parent"], unit.parent, advice, field="parent")


def _ages(volunteers: Iterable[VolunteerRecord], today: date) -> Iterator[Fault]:
    for volunteer in volunteers:
        born = volunteer.birth_year
        if born is not None and not YOUNGEST <= today.year - born <= OLDEST:
            advice = say("年龄应在 {least} 到 {most} 岁之间，请核对出生年份", least=YOUNGEST, most=OLDEST)
            yield fault(volunteer.origin, _TITLES["volunteers"]["birth_year"], born, advice, field="birth_year")

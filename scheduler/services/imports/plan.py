"""What taking a file in would do to the town, without doing it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler import clock
from scheduler.exchange.town_file import Reading
from scheduler.services.access import Asker, Right, require_somewhere
from scheduler.services.imports.absences import compare_absences
from scheduler.services.imports.findings import Findings, Plan, Progress
from scheduler.services.imports.implied import with_implied
from scheduler.services.imports.patterns import compare_patterns
from scheduler.services.imports.people import absences, volunteers
from scheduler.services.imports.points import compare_points, point_names, spoken_points
from scheduler.services.imports.stewardship import compare_stewardships, resolve
from scheduler.services.imports.town import Rows, Town
from scheduler.services.imports.units import compare_units
from scheduler.services.imports.volunteers import Volunteers
from scheduler.store.vault import Vault


def plan(
    session: Session,
    who: Asker,
    reading: Reading,
    *,
    vault: Vault,
    now: datetime,
    progress: Progress | None = None,
) -> Plan:
    """Compares every record with the rows that `who` may plan; nothing is written.

    Rows are found by their code, else by a name that only one has. Only columns that the file has are compared.
    What a town has none of yet, a file without a sheet for it brings where its other sheets name it: see `implied`.
    A row outside the asker's scope is refused as one that is not there. A file with faults of its own is refused
    for these alone. `progress` is called with records done and all records. Raises Forbidden for who plans nothing.
    """
    require_somewhere(who, Right.PLAN)
    if reading.faults:
        return Plan(refused=reading.faults, warnings=reading.warnings, notes=reading.notes)
    findings = Findings(reading.records, progress)
    for line in reading.warnings:
        findings.warn(line)
    _compare(Town(session, who), findings, reading, vault=vault, now=now)
    return replace(findings.plan(), notes=reading.notes)


def _compare(town: Town, findings: Findings, reading: Reading, *, vault: Vault, now: datetime) -> None:
    reading = with_implied(town, findings, reading)
    units = compare_units(town, findings, reading.units)
    spoken = spoken_points(town, findings, reading.points)
    points = point_names(town, spoken)
    pairs = resolve(findings, reading.stewardships, units=units, points=points)
    claimed = {point for _, unit, point in pairs if unit in town.units.mine or unit not in town.units.faces}
    compare_points(town, findings, spoken, claimed=claimed)
    compare_patterns(town, findings, reading.patterns, points=points, new_points=spoken.keys())
    compare_stewardships(town, findings, pairs)
    people = volunteers(town) if reading.volunteers or reading.absences else Rows({}, {}, frozenset())
    desk = Volunteers(town, findings, people, vault=vault, year=clock.today(now).year)
    known = desk.compare(reading.volunteers, units=units, points=points)
    if reading.absences:
        names = {**_callsigns(people), **known}
        compare_absences(findings, reading.absences, absences(town, people), names=names, units=units)


def _callsigns(people: Rows[str]) -> Mapping[str, tuple[str, str]]:
    return {code: (people.faces[code]["name"], people.faces[code]["unit"]) for code in sorted(people.mine)}

"""Offices: units as the solver knows them, each with how many of all its people may be out at once."""

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.store.rosters import Roster
from scheduler.store.snapshot.limits import limits_of
from scheduler.store.snapshot.scope import there_in
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer
from solver import problem as asked
from solver.problem import At


def asked_units(
    session: Session, roster: Roster, units: Iterable[Unit], offices: Mapping[int, At]
) -> tuple[asked.Unit, ...]:
    """The units for the solver; `offices` by unit id. Of the people of each who are there on one of the roster's days,
    whether it calls on them or not, a share may be out, at least one."""
    units, towns = list(units), limits_of(roster.policy).most_out_percent
    wanted = select(Volunteer.unit_id, func.count()).where(
        Volunteer.unit_id.in_([unit.id for unit in units]), there_in(roster)
    )
    sizes = dict(session.execute(wanted.group_by(Volunteer.unit_id)).all())

    def most_out(unit: Unit) -> int:
        percent = towns if unit.most_out_percent is None else unit.most_out_percent
        return max(1, sizes.get(unit.id, 0) * percent // 100)

    return tuple(asked.Unit(unit.code, unit.name, offices[unit.id], most_out(unit)) for unit in units)

"""Grids on a day: where people are missing, and where people are free, to lend from one to the other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.services.access import Asker, Right
from scheduler.services.coverage.counting import begins_on, counted, told
from scheduler.services.editing.points import stewarded
from scheduler.services.lending.asked import there_on
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.duties import Duty
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.stewardship import Stewardship
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class GroundDay:
    """A grid on a day, with all below it: of `seats`, `missing` are empty; of the `people` of the units that answer for
    its points, `free` have no duty and no leave that day."""

    code: str
    name: str
    seats: int
    missing: int
    people: int
    free: int


@dataclass(frozen=True, slots=True)
class Ground:
    """The grids of one level on the day, the shortest of people first; `levels` are those there are to choose from."""

    day: date
    level: GridLevel | None
    levels: tuple[GridLevel, ...]
    grids: tuple[GroundDay, ...]


def ground(session: Session, who: Asker, day: date, level: GridLevel | None = None) -> Ground:
    """The grids that the asker plans, of that level; without one, of the widest that has two of them with something
    asked or somebody there."""
    tree = _Tree(session)
    days = _days(session, tree, day)
    planned = who.grids(Right.PLAN)
    mine = [one for one in tree.grids if planned is None or one.id in planned]
    by_level: dict[GridLevel, list[GroundDay]] = defaultdict(list)
    for one in mine:
        if days[one.id].seats or days[one.id].people:
            by_level[one.level].append(days[one.id])
    levels = tuple(one for one in GridLevel if by_level[one])
    chosen = level or next((one for one in levels if len(by_level[one]) > 1), levels[0] if levels else None)
    grids = by_level[chosen] if chosen else []
    return Ground(day, chosen, levels, tuple(sorted(grids, key=lambda one: (-one.missing, -one.free, one.code))))


class _Tree:
    """All grids, and which lie below which."""

    def __init__(self, session: Session) -> None:
        self.grids = session.execute(
            select(Grid.id, Grid.parent_id, Grid.code, Grid.name, Grid.level).order_by(Grid.code)
        ).all()
        self._parent = {one.id: one.parent_id for one in self.grids}

    def above(self, grid: int | None) -> Iterable[int]:
        """The grid and what it is part of."""
        while grid is not None:
            yield grid
            grid = self._parent[grid]


def _days(session: Session, tree: _Tree, day: date) -> Mapping[int, GroundDay]:
    """By grid id."""
    seats, missing, units = Counter[int](), Counter[int](), defaultdict[int, set[int]](set)
    standing, grid_of = counted(session, day), dict(session.execute(select(Point.id, Point.grid_id)).all())
    for point, (asked, short) in standing.items():
        for grid in tree.above(grid_of[point]):
            seats[grid] += asked
            missing[grid] += short
    held = select(Point.grid_id, Stewardship.unit_id).join(Point, Point.id == Stewardship.point_id)
    for lowest, unit in session.execute(held.where(stewarded(day)).distinct()):
        for grid in tree.above(lowest):
            units[grid].add(unit)
    people, busy = _people(session, day), _busy(session, day)
    return {
        one.id: GroundDay(
            one.code,
            one.name,
            seats[one.id],
            missing[one.id],
            people=sum(people.get(unit, 0) for unit in units[one.id]),
            free=sum(people.get(unit, 0) - busy.get(unit, 0) for unit in units[one.id]),
        )
        for one in tree.grids
    }


def _people(session: Session, day: date) -> Mapping[int, int]:
    """By unit id how many are there on the day."""
    wanted = select(Volunteer.unit_id, func.count()).where(there_on(day)).group_by(Volunteer.unit_id)
    return dict(session.execute(wanted).all())


def _busy(session: Session, day: date) -> Mapping[int, int]:
    """By unit id how many of them serve that day, by what they were told, or have leave on it."""
    serving = (
        select(Duty.volunteer_id)
        .join(Shift, Shift.id == Duty.shift_id)
        .join(Roster, Roster.id == Duty.roster_id)
        .where(begins_on(day), told(Duty.added_in, Duty.removed_in), Duty.state.not_in(NOT_DONE))
    )
    away = select(Absence.volunteer_id).where(
        Absence.state == AbsenceState.APPROVED,
        Absence.starts_at < at(day + timedelta(days=1), 0),
        Absence.ends_at > at(day, 0),
    )
    either = or_(Volunteer.id.in_(serving), Volunteer.id.in_(away))
    wanted = select(Volunteer.unit_id, func.count()).where(there_on(day), either).group_by(Volunteer.unit_id)
    return dict(session.execute(wanted).all())

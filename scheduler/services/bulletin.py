"""The bulletin 向市民报告: what volunteers did for the city in a month, in counts that point at nobody."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.services.coverage.counting import begins_on, told
from scheduler.store.duties import Duty, DutyState
from scheduler.store.grids import Grid
from scheduler.store.points import Point, PointKind
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE

LEAST = 5
"""A smaller count is not told: whoever knows the place could guess whom it is about."""

_NOT_SERVED = (*NOT_DONE, DutyState.ABSENT, DutyState.EXCUSED)


@dataclass(frozen=True, slots=True)
class Count:
    """Of one kind of points or one grid, "" for several that are too small to be told apart: how many points were
    covered, how many duties served and by how many people."""

    name: str
    points: int
    duties: int
    people: int

    @property
    def smallest(self) -> int:
        return min(self.points, self.duties, self.people)


@dataclass(frozen=True, slots=True)
class Bulletin:
    """Of the days from `first` up to and with `last`, as far as they were over at `until`."""

    first: date
    last: date
    until: datetime
    whole: Count
    kinds: tuple[Count, ...]
    grids: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Served:
    """How often somebody served at one point."""

    point: int
    kind: str
    grid: str
    volunteer: int
    duties: int


def bulletin(session: Session, first: date, days: int, *, now: datetime) -> Bulletin:
    """The bulletin of these days of the town: the duties that are over by `now`, of what people were told."""
    served, kinds, grids = _served(session, first, days, now=now), defaultdict(list), defaultdict(list)
    for one in served:
        kinds[one.kind].append(one)
        grids[one.grid].append(one)
    return Bulletin(
        first, first + timedelta(days=days - 1), now, _count("", served), kept_apart(kinds), kept_apart(grids)
    )


def _served(session: Session, first: date, days: int, *, now: datetime) -> list[Served]:
    wanted = (
        select(Point.id, PointKind.name, Point.grid_id, Duty.volunteer_id, func.count())
        .select_from(Duty)
        .join(Shift, Shift.id == Duty.shift_id)
        .join(Roster, Roster.id == Duty.roster_id)
        .join(Point, Point.id == Shift.point_id)
        .join(PointKind, PointKind.id == Point.kind_id)
        .where(begins_on(first, days), Shift.ends_at <= now, Duty.state.not_in(_NOT_SERVED))
        .where(told(Duty.added_in, Duty.removed_in), told(Shift.added_in, Shift.cancelled_in))
        .group_by(Point.id, PointKind.name, Point.grid_id, Duty.volunteer_id)
    )
    parts = _parts(session)
    return [
        Served(point, kind, parts.get(grid, ""), volunteer, duties)
        for point, kind, grid, volunteer, duties in session.execute(wanted)
    ]


def _parts(session: Session) -> Mapping[int | None, str]:
    """By grid the name of the part of the town that it lies in: the grid below the one that holds all."""
    rows = {
        number: (parent, name) for number, parent, name in session.execute(select(Grid.id, Grid.parent_id, Grid.name))
    }
    tops = [number for number, (parent, _) in rows.items() if parent is None]
    town = tops[0] if len(tops) == 1 and len(rows) > 1 else None
    return {number: _part(rows, number, town) for number in rows}


def _part(rows: Mapping[int, tuple[int | None, str]], number: int, town: int | None) -> str:
    parent, name = rows[number]
    while parent is not None and parent != town:
        parent, name = rows[parent]
    return name


def _count(name: str, served: Collection[Served]) -> Count:
    points, people = {one.point for one in served}, {one.volunteer for one in served}
    return Count(name, len(points), sum(one.duties for one in served), len(people))


def kept_apart(groups: Mapping[str, list[Served]]) -> tuple[Count, ...]:
    """The groups, the largest first, but for those too small to be told: they are told as one, which takes in larger
    ones until it is large enough, so that nobody finds a small one by subtracting. None at all where it never is."""
    ordered = sorted((name for name in groups if name), key=lambda name: (_count(name, groups[name]).smallest, name))
    rest: list[str] = []
    together = list(groups.get("", ()))
    for name in ordered:
        count = _count(name, groups[name])
        if count.smallest >= LEAST and (not together or _count("", together).smallest >= LEAST):
            break
        rest.append(name)
        together.extend(groups[name])
    told = sorted((_count(name, groups[name]) for name in ordered if name not in rest), key=lambda one: -one.duties)
    other = _count("", together)
    return (*told, *((other,) if other.smallest >= LEAST else ()))

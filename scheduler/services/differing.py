"""Differing: what changes for whom from one version of a roster to another, some of the people at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.clock import minute_of, today
from scheduler.services.access import Asker
from scheduler.services.board.narrowing import Narrowing, people_wanted
from scheduler.services.comparing import change_of_costs
from scheduler.services.differences import Differences, Place, differences
from scheduler.services.looking import score_at
from scheduler.services.memory import kept
from scheduler.services.paging import Page, Paged
from scheduler.services.rosters import find
from scheduler.store.changes import ChangeKind, ChangeSet
from scheduler.store.duties import Duty
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class Post:
    """Where somebody stands in one of the two versions only: on the town's `day`, [start, end) in minutes from its
    midnight."""

    point_name: str
    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Change:
    """Everything that changes for one volunteer; `exchanged` names whom they changed places with, None for nobody."""

    volunteer: str
    name: str
    unit_name: str
    removed: tuple[Post, ...]
    added: tuple[Post, ...]
    exchanged: str | None


@dataclass(frozen=True, slots=True)
class Differing:
    """From the version `before` to the version `after`: how many `people` have other duties, how many of them only
    `moved` from one shift to another, how many pairs `exchanged` places; `costs` {rule: change}, the unchanged left
    out, None where one version was never judged. `changes` are those of the people who are wanted."""

    before: int
    after: int
    people: int
    moved: int
    exchanged: int
    costs: Mapping[str, int] | None
    changes: Paged[Change]


@dataclass(frozen=True, slots=True)
class Between:
    """Two versions of the roster of that code, None for the newest."""

    code: str
    before: int
    after: int | None = None


def differing(session: Session, who: Asker, asked: Between, which: Narrowing, page: Page) -> Differing:
    """Of `which` only unit, person and point count, a point being one where something changes for them; by unit and
    code. Raises NotFound for a roster or version that is not there."""
    roster = find(session, who, asked.code)
    before, was = score_at(session, who, asked.code, asked.before)
    after, now = score_at(session, who, asked.code, asked.after)
    key = differing, before, after
    found = kept(session, roster, key, lambda: differences(session, roster, before, after))
    concerned = _concerned(session, found, which)
    people = [row for row in _people(session, roster, after, which) if row.id in concerned]
    shown = people[(page.number - 1) * page.size : page.number * page.size]
    return Differing(
        before,
        after,
        people=len(found.people),
        moved=found.moved,
        exchanged=len(found.partners) // 2,
        costs=change_of_costs(was, now),
        changes=Paged(_changes(session, found, shown), len(people)),
    )


def told_before(session: Session, who: Asker, code: str) -> int:
    """The version that the newest is mostly compared with: what people were told before it, else the version before
    it, 0 before the second. Raises NotFound."""
    roster = find(session, who, code)
    told = select(func.max(ChangeSet.version)).where(
        ChangeSet.roster_id == roster.id, ChangeSet.kind == ChangeKind.PUBLISH, ChangeSet.version < roster.version
    )
    return session.scalar(told) or max(0, roster.version - 1)


def _concerned(session: Session, found: Differences, which: Narrowing) -> Collection[int]:
    if not which.point:
        return found.people
    return found.at(session.scalar(select(Point.id).where(Point.code == which.point)) or 0)


def _people(session: Session, roster: Roster, version: int, which: Narrowing) -> Iterable[Any]:
    """Whoever ever stood in the roster and is wanted: number, code, name and the unit's name."""
    ever = select(Duty.volunteer_id).where(Duty.roster_id == roster.id)
    wanted = select(Volunteer.id, Volunteer.code, Volunteer.name, Unit.name.label("unit"))
    wanted = wanted.join(Unit, Unit.id == Volunteer.unit_id).where(Volunteer.id.in_(ever))
    wanted = wanted.where(people_wanted(session, roster, version, replace(which, point="")))
    return session.execute(wanted.order_by(Unit.code, Volunteer.code))


def _changes(session: Session, found: Differences, people: Collection[Any]) -> tuple[Change, ...]:
    partners = {found.partners[row.id] for row in people if row.id in found.partners}
    names = dict(session.execute(select(Volunteer.id, Volunteer.name).where(Volunteer.id.in_(partners))).all())
    held = [place for row in people for side in (found.gone, found.come) for place in side.get(row.id, ())]
    points = select(Point.id, Point.name).where(Point.id.in_({place.point for place in held}))
    where = dict(session.execute(points).all())
    return tuple(
        Change(
            row.code,
            row.name,
            row.unit,
            removed=_posts(found.gone.get(row.id, ()), where),
            added=_posts(found.come.get(row.id, ()), where),
            exchanged=names.get(found.partners.get(row.id, 0)),
        )
        for row in people
    )


def _posts(places: Iterable[Place], names: Mapping[int, str]) -> tuple[Post, ...]:
    return tuple(_post(names[one.point], one) for one in sorted(places, key=lambda one: (one.starts_at, one.point)))


def _post(name: str, place: Place) -> Post:
    day = today(place.starts_at)
    return Post(name, day, minute_of(place.starts_at, day), minute_of(place.ends_at, day))

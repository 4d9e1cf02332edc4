"""Looking at a roster: who is on which shift, who is missing, what the judge said; of any of its versions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, String, select, type_coerce
from sqlalchemy.orm import Session

from scheduler.clock import minute_of, today
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.calendar import days_between
from scheduler.services.roster_parts import WHOLE, Part, shifts_of
from scheduler.services.rosters import find
from scheduler.services.views import RosterView, Score, Seat, ShiftView
from scheduler.store.arrival import arrived
from scheduler.store.changes import ChangeSet
from scheduler.store.duties import Duty, duties_in
from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.snapshot.scope import scope_of
from scheduler.store.teams import Role, volunteer_role
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer

_FEW = 800
"""People whose numbers a query names one by one."""


def look(session: Session, who: Asker, code: str, version: int | None = None, *, part: Part = WHOLE) -> RosterView:
    """The roster in that version, None for the newest, with the shifts of that part and all of its days.

    Raises NotFound for no such roster or version.
    """
    return view_of(session, *_at(session, who, code, version), part=part)


def view_of(session: Session, roster: Roster, version: int, *, part: Part = WHOLE) -> RosterView:
    """The same of a roster that somebody was let in to."""
    roles = dict(session.execute(select(Role.code, Role.name).order_by(Role.position)).all())
    scope = scope_of(session, roster)
    return RosterView(
        code=roster.code,
        name=roster.name,
        scope=scope.name if scope else None,
        state=roster.state,
        version=version,
        newest=roster.version,
        published_version=roster.published_version,
        start=roster.start,
        days=tuple(days_between(session, roster.start, roster.days).values()),
        shifts=_shifts(session, roster, version, list(roles), part=part),
        roles=roles,
        score=score_of(session, roster, version),
    )


def score_at(session: Session, who: Asker, code: str, version: int | None = None) -> tuple[int, Score | None]:
    """The number of that version, None for the newest, and what the judge said of it. Raises what `look` raises."""
    roster, version = _at(session, who, code, version)
    return version, score_of(session, roster, version)


def _at(session: Session, who: Asker, code: str, version: int | None) -> tuple[Roster, int]:
    roster = find(session, who, code)
    version = roster.version if version is None else version
    if not 0 <= version <= roster.version:
        told = {"code": code, "version": version, "newest": roster.version}
        raise NotFound(say("排班表 {code} 没有第 {version} 版，最新是第 {newest} 版", **told))
    return roster, version


def score_of(session: Session, roster: Roster, version: int) -> Score | None:
    """What the judge said of that version when it was made; None where it was not asked."""
    wanted = select(ChangeSet).where(ChangeSet.roster_id == roster.id, ChangeSet.version == version)
    entry = session.scalar(wanted)
    return Score(entry.costs, entry.bound) if entry and entry.costs is not None else None


def _shifts(session: Session, roster: Roster, version: int, roles: list[str], *, part: Part) -> tuple[ShiftView, ...]:
    """By time. Columns, not rows: a city's month has tens of thousands of seats."""
    wanted = (
        select(Shift.id, Shift.code, Shift.starts_at, Shift.ends_at, Shift.headcount, Shift.roles)
        .add_columns(Point.code.label("point"), Point.name.label("point_name"), ShiftPattern.name.label("pattern"))
        .join(Point, Point.id == Shift.point_id)
        .outerjoin(ShiftPattern, ShiftPattern.id == Shift.pattern_id)
        .where(shifts_in(roster.id, version), shifts_of(part, roster.id))
        .order_by(Shift.starts_at, arrived(Point), Shift.code)
    )
    crews, rank = _crews(session, roster, version, part), {role: n for n, role in enumerate(roles)}
    hours = cache(_hours)
    return tuple(
        _shift(row, hours(row.starts_at, row.ends_at), crews.get(row.id, []), rank) for row in _rows(session, wanted)
    )


def _rows(session: Session, wanted: Executable) -> Iterable[Any]:
    """The rows as the database gives them: the way round by way of entities takes twice as long."""
    session.flush()
    return session.connection().execute(wanted).all()


def _hours(starts_at: datetime, ends_at: datetime) -> tuple[date, int, int]:
    """The town's day, and from its midnight on the minutes of start and end."""
    day = today(starts_at)
    return day, minute_of(starts_at, day), minute_of(ends_at, day)


def _crews(session: Session, roster: Roster, version: int, part: Part) -> Mapping[int, list[Seat]]:
    """The seats of each shift, by volunteer; which role they fill there is not yet said."""
    # The word as it is kept: making an enum member of each costs more than all the rest.
    wanted = select(Duty.shift_id, Duty.volunteer_id, Duty.locked, type_coerce(Duty.state, String))
    wanted = wanted.where(duties_in(roster.id, version), Duty.state.not_in(NOT_DONE))
    if part != WHOLE:
        wanted = wanted.join(Shift, Shift.id == Duty.shift_id).where(shifts_of(part, roster.id))
    duties = _rows(session, wanted)
    people = _people(session, roster, {volunteer for _, volunteer, _, _ in duties})
    crews: dict[int, list[Seat]] = defaultdict(list)
    for shift, volunteer, locked, state in duties:
        person, held = people[volunteer]
        crews[shift].append(Seat(*person, role=None, roles=held, locked=locked, state=state))
    for crew in crews.values():
        crew.sort(key=lambda seat: seat.volunteer)
    return crews


_Person = tuple[str, str, str, str]
"""Code and name, code and name of the unit."""


def _people(
    session: Session, roster: Roster, numbers: Collection[int]
) -> Mapping[int, tuple[_Person, tuple[str, ...]]]:
    """Those of these numbers, with their roles in the roles' order; where they are many, all who ever stood in the
    roster."""
    few = len(numbers) <= _FEW
    there = list(numbers) if few else select(Duty.volunteer_id).where(Duty.roster_id == roster.id)
    held: dict[int, list[str]] = defaultdict(list)
    holders = select(volunteer_role.c.volunteer_id, Role.code).join(Role, Role.id == volunteer_role.c.role_id)
    for volunteer, role in session.execute(
        holders.where(volunteer_role.c.volunteer_id.in_(there)).order_by(Role.position)
    ):
        held[volunteer].append(role)
    columns = select(Volunteer.id, Volunteer.code, Volunteer.name, Unit.code, Unit.name)
    rows = session.execute(columns.join(Unit, Unit.id == Volunteer.unit_id).where(Volunteer.id.in_(there)))
    return {
        number: ((code, name, unit, unit_name), tuple(held.get(number, ())))
        for number, code, name, unit, unit_name in rows
    }


def _shift(row: Any, hours: tuple[date, int, int], crew: list[Seat], rank: Mapping[str, int]) -> ShiftView:
    day, start, end = hours
    needed = {role: min(need, row.headcount) for role, need in row.roles.items() if need}
    short = {role: need - sum(role in seat.roles for seat in crew) for role, need in needed.items()}
    return ShiftView(
        code=row.code,
        point=row.point,
        point_name=row.point_name,
        pattern=row.pattern or "",
        day=day,
        start=start,
        end=end,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        headcount=row.headcount,
        roles=needed,
        crew=_posted(crew, needed, rank),
        missing=max(0, row.headcount - len(crew)),
        missing_roles={role: missing for role, missing in short.items() if missing > 0},
    )


def _posted(crew: list[Seat], needed: Mapping[str, int], rank: Mapping[str, int]) -> tuple[Seat, ...]:
    """Role holders in the order of the roles, then the others; each with the role they fill."""
    if not needed:
        return tuple(crew)
    posts = posts_of({seat.volunteer: frozenset(seat.roles) for seat in crew if seat.roles}, needed)
    if not posts:
        return tuple(crew)
    told = [replace(seat, role=posts[seat.volunteer]) if seat.volunteer in posts else seat for seat in crew]
    return tuple(sorted(told, key=lambda seat: (rank.get(seat.role or "", len(rank)), seat.volunteer)))


def posts_of(held: Mapping[str, frozenset[str]], needed: Mapping[str, int]) -> dict[str, str]:
    """Who fills which needed role, by volunteer: scarce roles first, by whoever holds the fewest others."""
    posts: dict[str, str] = {}
    for role in sorted(needed, key=lambda role: (sum(role in has for has in held.values()), role)):
        able = [who for who, has in held.items() if role in has and who not in posts]
        for who in sorted(able, key=lambda who: (len(held[who] & needed.keys()), who))[: needed[role]]:
            posts[who] = role
    return posts

"""Looking at a roster: who is on which shift, who is missing, what the judge said; of any of its versions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from scheduler.clock import minute_of, today
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.calendar import days_between
from scheduler.services.rosters import find
from scheduler.services.views import RosterView, Score, Seat, ShiftView
from scheduler.store.changes import ChangeSet
from scheduler.store.duties import Duty, duties_in
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.snapshot.scope import scope_of
from scheduler.store.teams import Role
from scheduler.store.volunteers import Volunteer


def look(session: Session, who: Asker, code: str, version: int | None = None) -> RosterView:
    """The roster in that version, None for the newest. Raises NotFound for no such roster or version."""
    roster = find(session, who, code)
    version = roster.version if version is None else version
    if not 0 <= version <= roster.version:
        raise NotFound(
            say(
                "排班表 {code} 没有第 {version} 版，最新是第 {newest} 版",
                code=code,
                version=version,
                newest=roster.version,
            )
        )
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
        shifts=_shifts(session, roster, version, list(roles)),
        roles=roles,
        score=score_of(session, roster, version),
    )


def score_of(session: Session, roster: Roster, version: int) -> Score | None:
    """What the judge said of that version when it was made; None where it was not asked."""
    wanted = select(ChangeSet).where(ChangeSet.roster_id == roster.id, ChangeSet.version == version)
    entry = session.scalar(wanted)
    return Score(entry.costs, entry.bound) if entry and entry.costs is not None else None


def _shifts(session: Session, roster: Roster, version: int, roles: list[str]) -> tuple[ShiftView, ...]:
    wanted = select(Shift).where(shifts_in(roster.id, version)).order_by(Shift.starts_at, Shift.code)
    rows = session.scalars(wanted.options(selectinload(Shift.point), selectinload(Shift.pattern)))
    crews = _crews(session, roster, version)
    return tuple(_shift(row, crews.get(row.id, []), roles) for row in rows)


def _crews(session: Session, roster: Roster, version: int) -> Mapping[int, list[Duty]]:
    person = selectinload(Duty.volunteer)
    wanted = select(Duty).where(duties_in(roster.id, version), Duty.state.not_in(NOT_DONE))
    wanted = wanted.options(person.selectinload(Volunteer.unit), person.selectinload(Volunteer.roles))
    crews: dict[int, list[Duty]] = defaultdict(list)
    for duty in sorted(session.scalars(wanted), key=lambda duty: duty.volunteer.code):
        crews[duty.shift_id].append(duty)
    return crews


def _shift(row: Shift, crew: list[Duty], roles: list[str]) -> ShiftView:
    day = today(row.starts_at)
    held = {duty.volunteer.code: frozenset(role.code for role in duty.volunteer.roles) for duty in crew}
    needed = {role: min(need, row.headcount) for role, need in row.roles.items() if need}
    posts = posts_of(held, needed)
    short = {role: need - sum(role in has for has in held.values()) for role, need in needed.items()}
    return ShiftView(
        code=row.code,
        point=row.point.code,
        point_name=row.point.name,
        pattern=row.pattern.name if row.pattern else "",
        day=day,
        start=minute_of(row.starts_at, day),
        end=minute_of(row.ends_at, day),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        headcount=row.headcount,
        roles=needed,
        crew=tuple(_seat(duty, posts.get(duty.volunteer.code)) for duty in _in_order(crew, posts, roles)),
        missing=max(0, row.headcount - len(crew)),
        missing_roles={role: missing for role, missing in short.items() if missing > 0},
    )


def posts_of(held: Mapping[str, frozenset[str]], needed: Mapping[str, int]) -> dict[str, str]:
    """Who fills which needed role, by volunteer: scarce roles first, by whoever holds the fewest others."""
    posts: dict[str, str] = {}
    scarce = sorted(needed, key=lambda role: (sum(role in has for has in held.values()), role))
    for role in scarce:
        able = [who for who, has in held.items() if role in has and who not in posts]
        for who in sorted(able, key=lambda who: (len(held[who] & needed.keys()), who))[: needed[role]]:
            posts[who] = role
    return posts


def _in_order(crew: Iterable[Duty], posts: Mapping[str, str], roles: list[str]) -> list[Duty]:
    """Role holders in the order of the roles, then the others."""
    rank = {role: n for n, role in enumerate(roles)}
    return sorted(crew, key=lambda duty: (rank.get(posts.get(duty.volunteer.code, ""), len(rank)), duty.volunteer.code))


def _seat(duty: Duty, role: str | None) -> Seat:
    person = duty.volunteer
    return Seat(
        volunteer=person.code,
        name=person.name,
        unit=person.unit.code,
        unit_name=person.unit.name,
        role=role,
        roles=tuple(one.code for one in person.roles),
        locked=duty.locked,
        state=duty.state.value,
    )

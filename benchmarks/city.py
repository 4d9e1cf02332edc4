"""A city in a database: people, points and a month's published roster, bulk-inserted, for timing what serves it."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import cycle, islice
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from benchmarks.city_life import live
from benchmarks.towns import CITY, Size, town
from scheduler import clock
from scheduler.services.credentials import digest_of
from scheduler.store.changes import ChangeKind, ChangeSet
from scheduler.store.credentials import Credential, CredentialKind
from scheduler.store.duties import Duty, DutyState
from scheduler.store.points import Point, PointKind
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.snapshot import snapshot
from scheduler.store.teams import Role, volunteer_role
from scheduler.store.units import Unit
from scheduler.store.users import Holding, User, UserRole
from scheduler.store.volunteers import Volunteer
from solver.answered import Effort
from solver.problem import Problem

_CHANGED = 40
_DUTY = {"roster_id": 1, "state": DutyState.ASSIGNED, "locked": False, "added_in": 1}
ROSTER = "city"
ADMIN_SECRET = "the admin of a city that is timed"  # noqa: S105 (of a town made up here)


def fill(session: Session, *, start: date, now: datetime, seconds: float = 0, size: Size = CITY) -> tuple[str, ...]:
    """Put the city in, its month from `start` on, published, and a second version of it that is not; gives the secrets
    that its volunteers ask with, one each.

    The roster is solved for that many seconds; 0: it is dealt out in turn, against tens of thousands of rules.
    """
    problem = town(size, 1)
    units = _numbered(session, Unit, [{"code": u.id, "name": u.name} for u in problem.units])
    people = _people(session, problem, units)
    points = _points(session, problem)
    live(session, problem, units=units, people=people, points=points, start=start)
    shifts = _shifts(session, problem, points, start=start, now=now)
    pairs = _solved(session, shifts, people, seconds) if seconds else _dealt(problem, list(people.values()))
    session.execute(insert(Duty), [{**_DUTY, "shift_id": shift, "volunteer_id": who} for shift, who in pairs])
    _change(session, now=now)
    _admin(session, now=now)
    secrets = tuple(f"volunteer {code} of a city that is timed" for code in people)
    holders = zip(secrets, people.values(), strict=True)
    session.execute(
        insert(Credential),
        [_credential(secret, CredentialKind.SESSION, now, volunteer_id=number) for secret, number in holders],
    )
    return secrets


def _people(session: Session, problem: Problem, units: dict[str, int]) -> dict[str, int]:
    rows = [{"code": one.id, "name": f"人员{one.id}", "unit_id": units[one.unit]} for one in problem.volunteers]
    people = _numbered(session, Volunteer, rows)
    roles = dict(session.execute(select(Role.code, Role.id)).all())
    held = [(people[one.id], roles[role]) for one in problem.volunteers for role in one.roles]
    session.execute(insert(volunteer_role), [{"volunteer_id": who, "role_id": role} for who, role in held])
    return people


def _points(session: Session, problem: Problem) -> dict[str, int]:
    kinds = dict(session.execute(select(PointKind.code, PointKind.id)).all())
    rows = [
        {"code": p.id, "name": p.name, "kind_id": kinds[p.kind], "path": [list(p.at)], "came_path": [list(p.at)]}
        for p in problem.points
        if p.at
    ]
    return _numbered(session, Point, rows)


def _shifts(
    session: Session, problem: Problem, points: dict[str, int], *, start: date, now: datetime
) -> dict[str, int]:
    roster = Roster(
        code=ROSTER, name="全市排班表", start=start, days=problem.days, state=RosterState.PUBLISHED,
        version=1, published_version=1, created_at=now,
    )  # fmt: skip
    session.add(roster)
    session.flush()
    session.add(ChangeSet(roster_id=roster.id, version=1, kind=ChangeKind.SOLVE, at=now, costs={}))
    rows = [
        {
            "roster_id": roster.id,
            "code": shift.id,
            "point_id": points[shift.point],
            "starts_at": clock.at(start, shift.span.start),
            "ends_at": clock.at(start, shift.span.end),
            "headcount": shift.headcount,
            "roles": dict(shift.roles),
        }
        for shift in problem.shifts
    ]
    return _numbered(session, Shift, rows)


def _dealt(problem: Problem, people: list[int]) -> Iterator[tuple[int, int]]:
    """Each in turn: ids count from 1 in a new table."""
    seats = sum(shift.headcount for shift in problem.shifts)
    return ((n % len(problem.shifts) + 1, person) for n, person in enumerate(islice(cycle(people), seats)))


def _solved(
    session: Session, shifts: dict[str, int], people: dict[str, int], seconds: float
) -> Iterator[tuple[int, int]]:
    """As the engine rosters the town that stands in the database."""
    # Loads CP-SAT, which whoever deals out in turn need not wait for.
    from solver.solve import solve

    answer = solve(snapshot(session, session.scalars(select(Roster)).one()), Effort(seconds=seconds))
    return ((shifts[duty.shift], people[duty.volunteer]) for duty in sorted(answer.roster.duties))


def _change(session: Session, *, now: datetime) -> None:
    """The first of each of forty crews takes the place of the next one's, who is not there yet."""
    first = select(func.min(Duty.id)).group_by(Duty.shift_id).order_by(func.min(Duty.id)).limit(_CHANGED)
    gone = session.execute(select(Duty.shift_id, Duty.volunteer_id).where(Duty.id.in_(first)).order_by(Duty.id)).all()
    held = set(session.execute(select(Duty.shift_id, Duty.volunteer_id)).all())
    session.execute(update(Duty).where(Duty.id.in_(first)).values(removed_in=2))
    come = zip([shift for shift, _ in gone], [who for _, who in (*gone[1:], gone[0])], strict=True)
    new = [pair for pair in come if pair not in held]
    session.execute(
        insert(Duty), [{**_DUTY, "added_in": 2, "shift_id": shift, "volunteer_id": who} for shift, who in new]
    )
    session.add(ChangeSet(roster_id=1, version=2, kind=ChangeKind.ADJUST, at=now, costs={}))
    session.execute(update(Roster).values(version=2))


def _admin(session: Session, *, now: datetime) -> None:
    admin = User(login="admin", name="管理员")
    session.add(admin)
    session.flush()
    session.add(Holding(user_id=admin.id, role=UserRole.ADMIN, granted_at=now))
    session.execute(insert(Credential), [_credential(ADMIN_SECRET, CredentialKind.TOKEN, now, user_id=admin.id)])


def _credential(secret: str, kind: CredentialKind, now: datetime, **holder: int) -> dict[str, Any]:
    return {"kind": kind, "digest": digest_of(secret), "name": "", "created_at": now, **holder}


def _numbered(session: Session, table: type[Any], rows: list[dict[str, Any]]) -> dict[str, int]:
    """By code the id of each."""
    session.execute(insert(table), rows)
    return dict(session.execute(select(table.code, table.id).order_by(table.id)).all())

"""A tiny street for use-cases: two offices, eight people, two junctions, one shift a workday morning at each."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.services.access import Asker, asker
from scheduler.services.publishing import publish
from scheduler.services.rosters import NewRoster, create
from scheduler.store.changes import ChangeKind
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.snapshot import Said, duties_of, keep
from scheduler.store.stewardship import Stewardship
from scheduler.store.teams import Role
from scheduler.store.units import Unit
from scheduler.store.users import Holding, User, UserRole
from scheduler.store.volunteers import Volunteer
from solver.files.answer import COSTS
from solver.problem import Duty
from tests.scheduler import rows
from tests.scheduler.rows import NOW, PLAIN

# Tuesday to Friday: four workdays, by the official calendar of 2026.
START, DAYS = date(2026, 12, 1), 4
NOTHING = dict.fromkeys(COSTS, 0)
# Whom a roster made by hand holds where a test needs somebody to be there, by end of shift code and volunteer.
HELD = (("01-p1", "v1"), ("01-p1", "v2"), ("02-p1", "v3"))
NAMES = ("张三", "李四", "王五", "赵六", "钱七", "孙八", "周九", "吴十")


@dataclass(frozen=True, slots=True)
class Street:
    """People v1 to v4 are of u1, v5 to v8 of u2; v1 and v5 are leaders. u1 answers for p1, u2 for p2."""

    command: Unit
    units: tuple[Unit, Unit]
    people: tuple[Volunteer, ...]
    points: tuple[Point, Point]
    grid: Grid
    admin: Asker


def a_street(session: Session, **pattern: Any) -> Street:
    """The street, with one pattern: workdays 07:30 to 08:30, two people of whom one leads."""
    leader = session.scalars(select(Role).where(Role.code == "leader")).one()
    command = rows.a_unit(session, "c", name="指挥部")
    units = tuple(
        rows.a_unit(session, f"u{n}", name=name, parent_id=command.id, longitude=116.7, latitude=39.52)
        for n, name in ((1, "财政局"), (2, "税务局"))
    )
    people = tuple(
        rows.a_volunteer(session, units[n // 4], f"v{n + 1}", name=name, roles=[leader] if n % 4 == 0 else [])
        for n, name in enumerate(NAMES)
    )
    grid = rows.added(session, Grid(code="g1", name="一街道", level=GridLevel.STREET))
    points = tuple(rows.a_point(session, f"p{n}", name=f"路口{n}", grid_id=grid.id) for n in (1, 2))
    for unit, point in zip(units, points, strict=True):
        rows.added(session, Stewardship(unit_id=unit.id, point_id=point.id, from_day=START - timedelta(days=30)))
    given = {"code": "peak", "name": "早高峰", "day_kinds": ["workday"], "spans": [[450, 510]], "headcount": "2"}
    rows.added(session, ShiftPattern(**{**given, "roles": {"leader": 1}, **pattern}))
    return Street(command, (units[0], units[1]), people, (points[0], points[1]), grid, an_asker(session))


def a_hard_street(session: Session) -> Street:
    """The street with sixty people more, offices that spare few and shifts that meet: nothing is proven in a minute."""
    street = a_street(session, headcount="10", spans=[[450, 510], [480, 540], [1020, 1080]])
    for unit in street.units:
        unit.most_out_percent = 20
    for n in range(60):
        limits = {"cap_week": 2 + n % 3, "cap_total": 5 + n % 5}
        rows.a_volunteer(session, street.units[n % 2], f"w{n}", name=f"人员{n}", **limits)
    return street


def a_street_of_two_grids(session: Session) -> Street:
    """The street with p2 in a grid of its own, g2; offices need nobody to stay."""
    street = a_street(session)
    street.points[1].grid_id = rows.added(session, Grid(code="g2", name="二街道", level=GridLevel.STREET)).id
    for unit in (street.command, *street.units):
        unit.most_out_percent = 100
    session.flush()
    return street


def an_asker(session: Session, login: str = "admin", role: UserRole = UserRole.ADMIN, **scope: int) -> Asker:
    """A user with that role over the unit_id or grid_id, over everything without."""
    user = rows.added(session, User(login=login, name=login))
    rows.added(session, Holding(user_id=user.id, role=role, granted_at=NOW, **scope))
    return asker(session, login)


def a_drafted_roster(session: Session, street: Street, code: str = "dec", **asked: Any) -> str:
    """Its code; four days from 1 December 2026 for the whole town, eight shifts of two seats."""
    given = {"start": START, "days": DAYS, "code": code, **asked}
    return create(session, street.admin, NewRoster(**given), now=NOW).code


def a_roster_with(session: Session, street: Street, *duties: tuple[str, str], code: str = "dec", **asked: Any) -> str:
    """Its code: drafted, with these duties ([the end of a shift's code], volunteer) as version 1, as if solved."""
    drafted = a_drafted_roster(session, street, code, **asked)
    roster = session.scalars(select(Roster).where(Roster.code == code)).one()
    keep(session, roster, the_duties(*duties), Said(ChangeKind.SOLVE, street.admin.user_id, NOW, costs=NOTHING))
    roster.state = RosterState.SOLVED
    session.flush()
    return drafted


def the_duties(*duties: tuple[str, str]) -> frozenset[Duty]:
    """("01-p1", "v1") is v1 on the shift of 1 December at p1."""
    return frozenset(Duty(the_shift(end), volunteer) for end, volunteer in duties)


def the_shift(end: str) -> str:
    """ "01-p1" is the shift of 1 December at p1."""
    return f"202612{end}-0730"


def a_published_roster(session: Session, street: Street, *duties: tuple[str, str], **asked: Any) -> str:
    """The same, with what they are told in the outbox."""
    code = a_roster_with(session, street, *duties, **asked)
    publish(session, street.admin, code, settings=PLAIN, now=NOW)
    return code


def standing(session: Session) -> frozenset[Duty]:
    """The duties of the only roster as it stands."""
    return duties_of(session, session.scalars(select(Roster)).one())

"""The two questions that every phone asks at every look: whose credential is this, and what are their duties.

Each is one statement over plain columns, compiled once: rows of the mapper and a statement built anew cost several
times what the database takes to answer.
"""

from typing import Any

from sqlalchemy import FromClause, Select, String, and_, cast, func, or_, select

from scheduler.store.credentials import Credential
from scheduler.store.duties import Duty
from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point
from scheduler.store.question import given
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.teams import Role, volunteer_role
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer

FIELD, PAIR, ROW = "\x1f", "\x1d", "\x1e"
"""Between the code, the name and the roles of one of the crew; between two roles; between one person and the next."""

_credential, _user, _volunteer = Credential.__table__, User.__table__, Volunteer.__table__
_roster, _shift, _point, _pattern = Roster.__table__, Shift.__table__, Point.__table__, ShiftPattern.__table__
_role = Role.__table__
_mine, _other = Duty.__table__.alias("mine"), Duty.__table__.alias("other")


def _behind() -> Select[Any]:
    holder = func.coalesce(_credential.c.volunteer_id, _user.c.volunteer_id)
    return (
        select(
            _credential.c.id,
            _credential.c.kind,
            _credential.c.expires_at,
            _credential.c.revoked_at,
            _user.c.login,
            _user.c.name.label("user_name"),
            _user.c.active,
            _volunteer.c.id.label("volunteer_id"),
            _volunteer.c.code.label("volunteer"),
            _volunteer.c.name.label("volunteer_name"),
            _volunteer.c.left_on,
        )
        .select_from(_credential)
        .outerjoin(_user, _user.c.id == _credential.c.user_id)
        .outerjoin(_volunteer, _volunteer.c.id == holder)
        .where(_credential.c.digest == given("digest"))
    )


def _duties() -> Select[Any]:
    return (
        select(
            (_roster.c.state == RosterState.ARCHIVED).label("archived"),
            _mine.c.id.label("number"),
            _mine.c.state,
            _roster.c.code.label("roster"),
            _roster.c.name.label("roster_name"),
            _roster.c.published_version.label("version"),
            _shift.c.code.label("shift"),
            _shift.c.starts_at,
            _shift.c.ends_at,
            _shift.c.headcount,
            cast(_shift.c.roles, String).label("roles"),
            _point.c.code.label("point"),
            _point.c.name.label("point_name"),
            cast(_point.c.path, String).label("path"),
            _pattern.c.name.label("pattern"),
            _volunteer.c.code.label("me"),
            _crew().label("crew"),
        )
        .select_from(_mine)
        .join(_volunteer, _volunteer.c.id == _mine.c.volunteer_id)
        .join(_roster, _roster.c.id == _mine.c.roster_id)
        .join(_shift, _shift.c.id == _mine.c.shift_id)
        .join(_point, _point.c.id == _shift.c.point_id)
        .outerjoin(_pattern, _pattern.c.id == _shift.c.pattern_id)
        .where(_mine.c.volunteer_id == given("volunteer"), _told(_mine))
        .where(or_(_roster.c.state == RosterState.PUBLISHED, _roster.c.state == RosterState.ARCHIVED))
        .where(
            _shift.c.ends_at > given("since"),
            _shift.c.starts_at < given("until"),
        )
        .order_by(_shift.c.starts_at, _shift.c.code)
    )


def _crew() -> Any:
    """Everybody on the shift of `_mine`, as text."""
    person = _volunteer.alias("person")
    held = (
        select(func.aggregate_strings(_role.c.code + "=" + _role.c.name, PAIR))
        .join(volunteer_role, volunteer_role.c.role_id == _role.c.id)
        .where(volunteer_role.c.volunteer_id == person.c.id)
        .correlate(person)
        .scalar_subquery()
    )
    told = person.c.code + FIELD + person.c.name + FIELD + func.coalesce(held, "")
    return (
        select(func.aggregate_strings(told, ROW))
        .select_from(_other)
        .join(person, person.c.id == _other.c.volunteer_id)
        .where(_other.c.shift_id == _mine.c.shift_id, _told(_other))
        .correlate(_mine, _roster)
        .scalar_subquery()
    )


def _told(duty: FromClause) -> Any:
    """Part of the version that people were told, and not given back since."""
    version = _roster.c.published_version
    there = and_(duty.c.added_in <= version, or_(duty.c.removed_in.is_(None), duty.c.removed_in > version))
    return and_(there, *(duty.c.state != state for state in NOT_DONE))


BEHIND = _behind()
"""Takes the `digest` of a secret."""
DUTIES = _duties()
"""Takes `volunteer`, an id, and the moments `since` and `until`; not the hour, so that the answer stays the same until
something changes. Lists and mappings come as JSON."""

"""A volunteer's own duties, as the published rosters have them: where, when, as what and with whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, NotFound
from scheduler.language import say
from scheduler.services.audit import note_own
from scheduler.services.credentials import Identity
from scheduler.services.looking import posts_of
from scheduler.services.own_query import DUTIES, FIELD, PAIR, ROW
from scheduler.store.duties import Duty, DutyState
from scheduler.store.lifecycle import step
from scheduler.store.points import middle
from scheduler.store.question import Opened, Question

_NEVER, _EVER = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
_LEADER = "leader"


@dataclass(frozen=True)  # without slots it is written as JSON in half the time
class OwnDuty:
    """One duty of somebody's own. `number` is what to confirm it by; codes of roster, shift and point, and their names.

    `longitude` and `latitude` are WGS-84 degrees, None where the point has no place. `role` is the code of the role
    they fill there, None for a plain hand. `crew` are the names of the others on the shift, never their phones;
    `leaders` those of them who lead it. `version` is the roster's published one.
    """

    number: int
    state: DutyState
    roster: str
    roster_name: str
    version: int
    shift: str
    point: str
    point_name: str
    longitude: float | None
    latitude: float | None
    starts_at: datetime
    ends_at: datetime
    pattern: str
    role: str | None
    role_name: str | None
    crew: tuple[str, ...]
    leaders: tuple[str, ...]


def duties_of(
    opened: Opened,
    volunteer_id: int,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    now: datetime,
) -> tuple[OwnDuty, ...]:
    """Their duties that end after `since` and start before `until`, None is any, by start. Rosters that were archived
    count for the past alone."""
    span = {"since": since or _NEVER, "until": until or _EVER}
    found = _DUTIES.ask(opened, volunteer=volunteer_id, **span)
    return tuple([one for archived, one in found if not archived or one.ends_at <= now])


def confirm(session: Session, who: Identity, number: int, *, now: datetime) -> OwnDuty:
    """The volunteer will be there; saying it twice is as good as once.

    Raises NotFound for a duty that is not theirs, or not published; Conflict when it is over, or its state does not
    allow it.
    """
    found = _one(session, who, number, now=now)
    if found.state is DutyState.CONFIRMED:
        return found
    if found.ends_at <= now:
        raise Conflict(say("这次值守已经结束"))
    step(session, session.get_one(Duty, number), DutyState.CONFIRMED, by=who.user_id, at=now, why=say("本人确认"))
    note_own(session, who, "confirm", "duty", number, now=now)
    return _one(session, who, number, now=now)


def _one(session: Session, who: Identity, number: int, *, now: datetime) -> OwnDuty:
    mine = duties_of(session, who.volunteer_id or 0, now=now)
    found = next((one for one in mine if one.number == number), None)
    if found is None:
        raise NotFound(say("您没有第 {number} 号值守", number=number))
    return found


def _told(row: Any) -> tuple[bool, OwnDuty]:
    """What a row says, and whether its roster is archived."""
    crew = _crew(row.crew, row.roles, row.headcount)
    others = [(code, name) for code, name in crew.people if code != row.me]
    role = crew.posts.get(row.me)
    longitude, latitude = _place(row.path)
    duty = OwnDuty(
        row.number,
        row.state,
        row.roster,
        row.roster_name,
        row.version,
        row.shift,
        row.point,
        row.point_name,
        longitude,
        latitude,
        row.starts_at,
        row.ends_at,
        row.pattern or "",
        role,
        crew.roles[role] if role else None,
        tuple([name for _, name in others]),
        tuple([name for code, name in others if crew.posts.get(code) == _LEADER]),
    )
    return bool(row.archived), duty


@dataclass(frozen=True, slots=True)
class _Crew:
    """Everybody on a shift: code and name by code, who fills which role, and the names of the roles they hold."""

    people: tuple[tuple[str, str], ...]
    posts: Mapping[str, str]
    roles: Mapping[str, str]


@lru_cache(20_000)
def _crew(told: str, roles: str, headcount: int) -> _Crew:
    """Read once for all who are on the shift."""
    needed = {role: min(need, headcount) for role, need in orjson.loads(roles).items() if need}
    crew = sorted(one.split(FIELD) for one in told.split(ROW))
    own = {code: dict(pair.split("=", 1) for pair in held.split(PAIR) if pair) for code, _, held in crew}
    held = {code: frozenset(roles) for code, roles in own.items()}
    names = {role: name for roles in own.values() for role, name in roles.items()}
    return _Crew(tuple((code, name) for code, name, _ in crew), posts_of(held, needed), names)


@lru_cache(20_000)
def _place(path: str) -> tuple[float, float] | tuple[None, None]:
    """Where a point is, in degrees."""
    places = orjson.loads(path)
    return middle(places) if places else (None, None)


_DUTIES = Question(DUTIES, _told)

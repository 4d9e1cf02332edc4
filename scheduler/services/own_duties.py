"""A volunteer's own duties, as the published rosters have them: where, when, as what and with whom."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

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
    return tuple(_DUTIES.ask(opened, volunteer=volunteer_id, now=now, **span))


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


def _duty(row: Any) -> OwnDuty:
    """What a row says."""
    crew = sorted(one.split(FIELD) for one in row.crew.split(ROW))
    posts, names = _posts(row, crew)
    role = posts.get(row.me)
    path = json.loads(row.path)
    longitude, latitude = middle(path) if path else (None, None)
    return OwnDuty(
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
        names[role] if role else None,
        tuple([name for code, name, _ in crew if code != row.me]),
        tuple([name for code, name, _ in crew if posts.get(code) == _LEADER and code != row.me]) if posts else (),
    )


def _posts(row: Any, crew: Sequence[Sequence[str]]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Who of the crew fills which role, by code of the volunteer; and the names of the roles that they hold."""
    needed = {role: min(need, row.headcount) for role, need in json.loads(row.roles).items() if need}
    if not needed:
        return {}, {}
    names: dict[str, str] = {}
    held = {}
    for code, _, roles in crew:
        own = dict(pair.split("=", 1) for pair in roles.split(PAIR)) if roles else {}
        names.update(own)
        held[code] = frozenset(own)
    return posts_of(held, needed), names


_DUTIES = Question(DUTIES, _duty, kept=50_000)
"""Phones ask for the same rows all day."""

"""Editing a roster as a thing: its name and policy; put away when it is over, thrown away when nothing came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from scheduler.errors import Conflict
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.audit import note
from scheduler.services.rosters import editable, find
from scheduler.store.grids import Grid
from scheduler.store.lifecycle import step
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.runs import Run
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.limits import checked
from scheduler.store.snapshot.scope import scope_of


@dataclass(frozen=True, slots=True)
class RosterCard:
    """A roster by itself. `scope` is the name of its unit or grid, whose code is in `unit` or `grid`; None for the
    town. `policy` holds what it sets otherwise than the town."""

    code: str
    name: str
    scope: str | None
    unit: str | None
    grid: str | None
    start: date
    days: int
    state: RosterState
    version: int
    published_version: int | None
    policy: Mapping[str, int]
    created_at: datetime


def card(session: Session, who: Asker, code: str) -> RosterCard:
    """The roster of that code. Raises NotFound."""
    row = find(session, who, code)
    scope = scope_of(session, row)
    return RosterCard(
        row.code, row.name,
        scope=scope.name if scope else None,
        unit=scope.code if scope and not isinstance(scope, Grid) else None,
        grid=scope.code if isinstance(scope, Grid) else None,
        start=row.start, days=row.days, state=row.state, version=row.version,
        published_version=row.published_version, policy=row.policy, created_at=row.created_at,
    )  # fmt: skip


def edit(
    session: Session,
    who: Asker,
    code: str,
    *,
    name: str | None = None,
    policy: Mapping[str, int] | None = None,
    now: datetime,
) -> None:
    """Give the roster another name, or another policy in place of the one it has; None leaves either.

    Raises NotFound, Forbidden, Invalid for an impossible policy; Conflict when it is archived, and for its policy while
    it is being solved or once it is published.
    """
    roster = find(session, who, code, right=Right.PLAN)
    before = {"name": roster.name, "policy": roster.policy}
    if roster.state is RosterState.ARCHIVED or policy is not None:
        editable(roster, but_published=True)
    roster.name = roster.name if name is None else name
    roster.policy = roster.policy if policy is None else checked(policy)
    after = {"name": roster.name, "policy": roster.policy}
    if after != before:
        note(session, who, "edit", "roster", code, now=now, before=before, after=after)


def archive(session: Session, who: Asker, code: str, *, why: str = "", now: datetime) -> None:
    """Put the roster away: it can be looked at, and nothing about it changes any more.

    Raises NotFound, Forbidden; Conflict while it is being solved, and for one that is archived.
    """
    roster = find(session, who, code, right=Right.PLAN)
    editable(roster)
    step(session, roster, RosterState.ARCHIVED, by=who.user_id, at=now, why=why or say("归档"))
    note(session, who, "archive", "roster", code, now=now, why=why)


def discard(session: Session, who: Asker, code: str, *, now: datetime) -> None:
    """Throw away a draft of which there is no version yet, with its shifts and the runs that came to nothing.

    Raises NotFound, Forbidden; Conflict for one that has a version, whose history is kept, or is being solved.
    """
    roster = find(session, who, code, right=Right.PLAN)
    if roster.version or roster.state is not RosterState.DRAFT:
        raise Conflict(say("排班表 {code} 已经排过班，不能删除，可以归档", code=code))
    for table in (Run, Shift):
        session.execute(delete(table).where(table.roster_id == roster.id))
    session.execute(delete(Roster).where(Roster.id == roster.id))
    note(session, who, "delete", "roster", code, now=now, name=roster.name)

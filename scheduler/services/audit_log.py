"""The audit log, read: who did what, and when.

Whoever rules the town reads all of it. An admin of a part reads what was done by users who hold nothing outside that
part, and by themselves: whoever holds more may have done things elsewhere, which are not theirs to know.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, true
from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.services.paging import Page, Paged, paged
from scheduler.store.audit import AuditEntry
from scheduler.store.users import Holding, User


@dataclass(frozen=True, slots=True)
class AuditView:
    """One entry. `user` is the login, None: the clock did it, or whom the detail names, or nobody who is known."""

    number: int
    at: datetime
    user: str | None
    name: str | None
    verb: str
    noun: str
    ref: str
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """Which entries: about the thing `ref` of a `noun`, of a `verb`, by the `user` of that login, at or after `since`
    and before `until`; None is any."""

    noun: str | None = None
    ref: str | None = None
    verb: str | None = None
    user: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def page(session: Session, who: Asker, page: Page, which: AuditFilter) -> Paged[AuditView]:
    """One page of the entries that the asker may read, by number, which is by time."""
    mine = exists().where(User.id == AuditEntry.user_id, User.login == which.user)
    wanted = select(AuditEntry).where(
        _readable(who),
        true() if which.noun is None else AuditEntry.noun == which.noun,
        true() if which.ref is None else AuditEntry.ref == which.ref,
        true() if which.verb is None else AuditEntry.verb == which.verb,
        true() if which.user is None else mine,
        true() if which.since is None else AuditEntry.at >= which.since,
        true() if which.until is None else AuditEntry.at < which.until,
    )
    found = paged(session, wanted, page, {"number": AuditEntry.id})
    by = {row.user_id for row in found.items if row.user_id is not None}
    users = {user.id: user for user in session.scalars(select(User).where(User.id.in_(by)))} if by else {}
    return Paged(tuple(_view(row, users.get(row.user_id or 0)) for row in found.items), found.total)


def _readable(who: Asker) -> ColumnElement[bool]:
    units, grids = who.units(Right.RULE), who.grids(Right.RULE)
    if units is None or grids is None:
        return true()
    held = Holding.user_id == AuditEntry.user_id
    within = or_(Holding.unit_id.in_(units), Holding.grid_id.in_(grids))
    outside = or_(
        and_(Holding.unit_id.is_(None), Holding.grid_id.is_(None)),
        and_(Holding.unit_id.is_not(None), Holding.unit_id.not_in(units)),
        and_(Holding.grid_id.is_not(None), Holding.grid_id.not_in(grids)),
    )
    theirs = and_(exists().where(held, within), ~exists().where(held, outside))
    return or_(AuditEntry.user_id == who.user_id, theirs)


def _view(row: AuditEntry, user: User | None) -> AuditView:
    login, name = (user.login, user.name) if user else (None, None)
    return AuditView(row.id, row.at, login, name, row.verb, row.noun, row.ref, row.detail)

"""The history of one thing of the town: who changed it and when, from what to what; by hand and by file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services import pattern_views
from scheduler.services.access import Asker, Right
from scheduler.services.editing import grids, points, teams, themes, units
from scheduler.services.editing.point_kinds import POINT_KINDS
from scheduler.services.editing.roles import ROLES
from scheduler.services.paging import Page, Paged, paged
from scheduler.store.audit import AuditEntry
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What somebody did: `by` is their name, None for the clock. `fields` are (name, before, after), of a new thing
    only those that say something; `file` is what brought it, None for a hand."""

    number: int
    at: datetime
    by: str | None
    verb: str
    fields: tuple[tuple[str, Any, Any], ...]
    file: str | None
    why: str | None


def history(session: Session, who: Asker, noun: str, code: str, page: Page) -> Paged[Change]:
    """One page of the changes of the thing of that code, the latest first. `noun` is what the audit calls it.

    Raises NotFound for what the asker does not see.
    """
    _SEE[noun](session, who, code)
    found = paged(session, _entries(noun, code), Page(page.number, page.size, "-number"), {"number": AuditEntry.id})
    return Paged(_told(session, found.items), found.total)


def newest(session: Session, noun: str, code: str) -> int:
    """The number of the latest change of it, 0 where none is known: what comes later, `later` tells."""
    return session.scalar(_entries(noun, code).with_only_columns(AuditEntry.id).order_by(AuditEntry.id.desc())) or 0


def later(session: Session, who: Asker, noun: str, code: str, *, than: int) -> tuple[Change, ...]:
    """The changes after the one of that number, in order. Raises NotFound for what the asker does not see."""
    _SEE[noun](session, who, code)
    wanted = _entries(noun, code).where(AuditEntry.id > than).order_by(AuditEntry.id)
    return _told(session, tuple(session.scalars(wanted.limit(_MOST))))


def of_day(session: Session, day: date) -> tuple[Change, ...]:
    """What was said of that day of the calendar, the latest first; everybody sees the calendar."""
    wanted = _entries("calendar", day.isoformat()).order_by(AuditEntry.id.desc())
    return _told(session, tuple(session.scalars(wanted.limit(_MOST))))


_MOST = 20


def _entries(noun: str, code: str) -> Select[AuditEntry]:
    return select(AuditEntry).where(AuditEntry.noun == noun, AuditEntry.ref == code)


def _told(session: Session, rows: tuple[AuditEntry, ...]) -> tuple[Change, ...]:
    users = {row.user_id for row in rows}
    names: dict[int, str] = dict(session.execute(select(User.id, User.name).where(User.id.in_(users))).all())
    return tuple(change_of(row, names.get(row.user_id or 0)) for row in rows)


def change_of(row: AuditEntry, by: str | None) -> Change:
    """What an entry of the audit tells."""
    before, after = row.detail.get("before"), row.detail.get("after")
    return Change(
        number=row.id,
        at=row.at,
        by=by,
        verb=row.verb,
        fields=_fields(before, after),
        file=row.detail.get("file"),
        why=row.detail.get("why"),
    )


def _fields(before: Any, after: Any) -> tuple[tuple[str, Any, Any], ...]:
    if isinstance(before, list) and isinstance(after, list):  # a day of the calendar: kind, name, source
        return tuple(zip(("day_kind", "name"), before, after, strict=False))
    names = dict.fromkeys([*(before or {}), *(after or {})])
    told = ((name, (before or {}).get(name), (after or {}).get(name)) for name in names)
    return tuple(one for one in told if not all(value in (None, "", [], {}, ()) for value in one[1:]))


def _see_volunteer(session: Session, who: Asker, code: str) -> None:
    unit = session.scalar(select(Volunteer.unit_id).where(Volunteer.code == code))
    if unit is None or not who.may(Right.SEE, unit=unit):
        raise NotFound(say("没有志愿者 {called}，或不在您的管理范围内", called=code))


_SEE: Mapping[str, Callable[[Session, Asker, str], object]] = {
    "unit": units.one,
    "grid": grids.one,
    "point": points.one,
    "point_kind": lambda session, _, code: POINT_KINDS.one(session, code),
    "role": lambda session, _, code: ROLES.one(session, code),
    "team": teams.one,
    "theme": lambda session, _, code: themes.one(session, code),
    "pattern": pattern_views.one,
    "volunteer": _see_volunteer,
}
"""By noun what refuses a thing that the asker does not see."""

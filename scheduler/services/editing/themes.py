"""Themes 主题 as people look at them and edit them: a month's motto, with patterns of its own on its days."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.services.edit_log import note_edit
from scheduler.services.editing.entered import entered_name, require_new_code, wrong
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.searching import speaks_of
from scheduler.store.patterns import ShiftPattern, Theme


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme on the town's days [from_day, until_day)."""

    code: str
    name: str
    from_day: date
    until_day: date


def page(session: Session, page: Page, *, on: date | None = None, search: str | None = None) -> Paged[ThemeView]:
    """One page of the town's themes, by first day, code or name; those in force on the day `on`, with `search` in code
    or name, where each is given."""
    wanted = select(Theme).where(
        true() if on is None else (Theme.from_day <= on) & (Theme.until_day > on),
        speaks_of(search, Theme.code, Theme.name),
    )
    found = paged(session, wanted, page, {"from_day": Theme.from_day, "name": Theme.name, "code": Theme.code})
    return Paged(tuple(map(_view, found.items)), found.total)


def one(session: Session, code: str) -> ThemeView:
    """The theme of that code. Raises NotFound."""
    found = find(session, code)
    if found is None:
        raise NotFound(say("没有主题 {code}", code=code))
    return found


def find(session: Session, code: str) -> ThemeView | None:
    """The theme of that code, None where there is none."""
    row = session.scalar(select(Theme).where(Theme.code == code))
    return None if row is None else _view(row)


def save(session: Session, who: Asker, code: str, said: Mapping[str, Any], *, now: datetime) -> ThemeView:
    """Change what is said of the theme, by the names of ThemeView's fields, or add it: who plans the whole town may.

    Rosters keep their shifts until they are refreshed. Raises Forbidden or NotFound for who may not, Invalid for an
    empty span, Conflict for a taken code.
    """
    require(who, Right.PLAN)
    row = session.scalar(select(Theme).where(Theme.code == code))
    if row is None:
        require_new_code(session, Theme, code)
    before = None if row is None else _face(row)
    after = {**(before or {}), **said}
    after["name"] = entered_name(after["name"])
    first, until = after["from_day"], after["until_day"]
    if until <= first:
        raise wrong("until_day", until.isoformat(), say("截止日期早于起始日期 {day}", day=first))
    if row is None:
        session.add(Theme(code=code, **after))
    else:
        row.name, row.from_day, row.until_day = after["name"], first, until
    session.flush()
    if before != after:
        note_edit(session, who, "theme", code, before=before, after=after, now=now)
    return ThemeView(code, **after)


def delete(session: Session, who: Asker, code: str, *, now: datetime) -> None:
    """Delete a theme that no pattern is of. Raises Conflict naming those that are, else as `save`, and NotFound."""
    require(who, Right.PLAN)
    row = session.scalar(select(Theme).where(Theme.code == code))
    if row is None:
        raise NotFound(say("没有主题 {code}", code=code))
    held = session.scalars(
        select(ShiftPattern.code).where(ShiftPattern.theme_id == row.id).order_by(ShiftPattern.code).limit(5)
    ).all()
    if held:
        raise Conflict(say("主题 {code} 还有班次模板：{patterns}", code=code, patterns="、".join(held)))
    session.delete(row)
    session.flush()
    note_edit(session, who, "theme", code, before=_face(row), after=None, now=now)


def _view(row: Theme) -> ThemeView:
    return ThemeView(row.code, row.name, row.from_day, row.until_day)


def _face(row: Theme) -> dict[str, Any]:
    face = asdict(_view(row))
    del face["code"]
    return face

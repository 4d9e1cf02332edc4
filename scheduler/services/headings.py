"""What was said of headings is kept for the town: the next list that has them is read so at once, whoever brings it.

Only headings that a sheet does not know by itself are kept, never what stands below them; the latest to speak is right.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.exchange.called import Called, ending
from scheduler.exchange.read_as import Before, plain
from scheduler.exchange.town import SHEETS
from scheduler.language import say
from scheduler.services.access import Asker, Right, require_somewhere
from scheduler.services.audit import note
from scheduler.services.paging import Page, Paged, paged
from scheduler.store.headings import Heading
from scheduler.store.inserting import insert_new

MOST = 1_000
"""So many are kept; of more those go that were said longest ago."""

_LONGEST = 30
# A row taken for headings by mistake holds phones, dates, numbers: nothing of a person is kept.
_OF_A_PERSON = re.compile(r"\d{3}|\*{2}")
_SHEETS = {sheet.key: sheet for sheet in SHEETS}


@dataclass(frozen=True, slots=True)
class Saying:
    """On the `sheet` of that key `heading` is the column `field`, "" where it is not to be read; None where what
    was said before does not hold any more."""

    sheet: str
    heading: str
    field: str | None


@dataclass(frozen=True, slots=True)
class HeadingView:
    """What the town remembers of a heading. `column` is the title of what it is, "" where it is not read."""

    number: int
    sheet: str
    sheet_title: str
    heading: str
    field: str
    column: str
    said_at: datetime


def remembered(session: Session) -> Before:
    """All that is kept, for reading a file."""
    found: dict[str, dict[str, str]] = {}
    for sheet, name, field in session.execute(select(Heading.sheet, Heading.name, Heading.field)):
        found.setdefault(sheet, {})[name] = field
    return found


def remember(session: Session, who: Asker, said: Iterable[Saying], *, now: datetime) -> tuple[HeadingView, ...]:
    """Keep what is worth it, in the place of what was said before, each with its entry in the audit; gives what is new
    or other than it was."""
    kept = []
    for one in said:
        if one.field is None:
            _forget(session, who, (Heading.sheet == one.sheet) & (Heading.name == plain(one.heading)), now=now)
        elif _is_worth_keeping(one):
            kept += _keep(session, who, one, one.field, now=now)
    session.flush()
    count = session.scalar(select(func.count(Heading.id))) or 0
    if count > MOST:
        oldest = select(Heading.id).order_by(Heading.said_at, Heading.id).limit(count - MOST)
        session.execute(delete(Heading).where(Heading.id.in_(oldest)))
    return tuple(map(_view, kept))


def page(session: Session, who: Asker, page: Page, *, sheet: str | None = None) -> Paged[HeadingView]:
    """One page of them, the latest first if asked by "-said_at". Raises Forbidden for who plans nothing."""
    require_somewhere(who, Right.PLAN)
    wanted = select(Heading) if sheet is None else select(Heading).where(Heading.sheet == sheet)
    order = {"said_at": Heading.said_at, "heading": Heading.title, "number": Heading.id}
    found = paged(session, wanted, page, order)
    return Paged(tuple(map(_view, found.items)), found.total)


def named(session: Session, which: Collection[tuple[str, str]]) -> tuple[HeadingView, ...]:
    """Those of these sheets and headings that are remembered, by heading."""
    names = {plain(heading) for _, heading in which}
    wanted = {(sheet, plain(heading)) for sheet, heading in which}
    rows = session.scalars(select(Heading).where(Heading.name.in_(names)).order_by(Heading.title)) if names else ()
    return tuple(_view(row) for row in rows if (row.sheet, row.name) in wanted)


def forget(session: Session, who: Asker, number: int, *, now: datetime) -> HeadingView:
    """Forget one; gives what it was. Raises Forbidden for who plans nothing, NotFound."""
    require_somewhere(who, Right.PLAN)
    found = _forget(session, who, Heading.id == number, now=now)
    if not found:
        raise NotFound(say("没有记住第 {number} 号列名", number=number))
    return found[0]


def forget_called(session: Session, who: Asker, heading: str, *, now: datetime) -> int:
    """Forget what was said of that heading on every sheet; gives on how many it was known. Raises Forbidden."""
    require_somewhere(who, Right.PLAN)
    return len(_forget(session, who, Heading.name == plain(heading), now=now))


def _is_worth_keeping(said: Saying) -> bool:
    """Not what the sheet knows by itself, and nothing that may be of a person instead of a heading."""
    name = plain(said.heading)
    if not 1 < len(name) <= _LONGEST or _OF_A_PERSON.search(said.heading):
        return False
    called = Called.on(_SHEETS[said.sheet], knows=ending)
    known = called.column(said.heading)
    return name not in called.known and (known is None or known.field != said.field)


def _keep(session: Session, who: Asker, said: Saying, field: str, *, now: datetime) -> list[Heading]:
    name = plain(said.heading)
    fresh = {"sheet": said.sheet, "name": name, "title": said.heading, "field": field, "said_at": now}
    is_new = insert_new(session, Heading.metadata.tables["heading"], [fresh], unique=("sheet", "name"))
    row = session.scalars(select(Heading).where(Heading.sheet == said.sheet, Heading.name == name)).one()
    before = None if is_new else row.field
    if before == field:
        return []
    row.field, row.title, row.said_at = field, said.heading, now
    note(session, who, "remember", "heading", said.heading, now=now, sheet=said.sheet, field=field, before=before)
    return [row]


def _forget(session: Session, who: Asker, which: ColumnElement[bool], *, now: datetime) -> tuple[HeadingView, ...]:
    rows = session.scalars(select(Heading).where(which)).all()
    for row in rows:
        session.delete(row)
        note(session, who, "forget", "heading", row.title, now=now, sheet=row.sheet, field=row.field)
    return tuple(map(_view, rows))


def _view(row: Heading) -> HeadingView:
    sheet = _SHEETS[row.sheet]
    column = sheet.by_field.get(row.field)
    title = say(column.title) if column else ""
    return HeadingView(row.id, row.sheet, say(sheet.title), row.title, row.field, title, row.said_at)

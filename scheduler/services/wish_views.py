"""Wishes as people look at them, in pages; and one's own."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.spans import SpanFilter, SpanView, span_seen, spans_of, spans_seen, told
from scheduler.store.absences import Wish


@dataclass(frozen=True, slots=True)
class WishView(SpanView):
    """A wish for people. `weight` above 0: rather not; below 0: gladly."""

    weight: int


def page(session: Session, who: Asker, page: Page, which: SpanFilter) -> Paged[WishView]:
    """One page of the wishes in the asker's scope, by start or number. Raises NotFound for a unit outside."""
    wanted = spans_seen(session, who, Wish, which)
    found = paged(session, wanted, page, {"starts_at": Wish.starts_at, "number": Wish.id})
    return Paged(tuple(map(view_of, found.items)), found.total)


def own(session: Session, volunteer_id: int, *, since: datetime) -> tuple[WishView, ...]:
    """A volunteer's own wishes that are not over at `since`, by start."""
    wanted = spans_of(volunteer_id, Wish).where(Wish.ends_at > since).order_by(Wish.starts_at, Wish.id)
    return tuple(map(view_of, session.scalars(wanted)))


def one(session: Session, who: Asker, number: int) -> WishView:
    """The wish of that number. Raises NotFound for none that is theirs or in their scope."""
    return view_of(find(session, who, number))


def find(session: Session, who: Asker, number: int) -> Wish:
    """Its row, with volunteer and unit. Raises NotFound for none that is theirs or in their scope."""
    return _there(span_seen(session, who, Wish, number), number)


def find_own(session: Session, volunteer_id: int, number: int) -> Wish:
    """The row of a wish of one's own. Raises NotFound for one that is not."""
    return _there(session.scalar(spans_of(volunteer_id, Wish).where(Wish.id == number)), number)


def view_of(row: Wish) -> WishView:
    return WishView(**told(row), weight=row.weight)


def _there(row: Wish | None, number: int) -> Wish:
    if row is None:
        raise NotFound(say("没有第 {number} 号意愿，或不在您的管理范围内", number=number))
    return row

"""Wishes as people look at them, in pages; and one's own."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, true
from sqlalchemy.orm import Session, contains_eager

from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.people import people_seen
from scheduler.store.absences import Wish
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class WishView:
    """A wish for people, volunteer and unit by code and name. `weight` above 0: rather not; below 0: gladly."""

    number: int
    volunteer: str
    name: str
    unit: str
    unit_name: str
    starts_at: datetime
    ends_at: datetime
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishFilter:
    """Which wishes: of the subtree of `unit`, of `volunteer`, both codes, that end after `since` and start before
    `until`; None is any."""

    unit: str | None = None
    volunteer: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def page(session: Session, who: Asker, page: Page, which: WishFilter) -> Paged[WishView]:
    """One page of the wishes in the asker's scope, by start or number. Raises NotFound for a unit outside."""
    wanted = _loaded().where(
        people_seen(session, who, unit=which.unit),
        true() if which.volunteer is None else Volunteer.code == which.volunteer,
        true() if which.since is None else Wish.ends_at > which.since,
        true() if which.until is None else Wish.starts_at < which.until,
    )
    found = paged(session, wanted, page, {"starts_at": Wish.starts_at, "number": Wish.id})
    return Paged(tuple(map(view_of, found.items)), found.total)


def own(session: Session, volunteer_id: int, *, since: datetime) -> tuple[WishView, ...]:
    """A volunteer's own wishes that are not over at `since`, by start."""
    wanted = _loaded().where(Wish.volunteer_id == volunteer_id, Wish.ends_at > since)
    return tuple(map(view_of, session.scalars(wanted.order_by(Wish.starts_at, Wish.id))))


def one(session: Session, who: Asker, number: int) -> WishView:
    """The wish of that number. Raises NotFound for none that is theirs or in their scope."""
    return view_of(find(session, who, number))


def find(session: Session, who: Asker, number: int) -> Wish:
    """Its row, with volunteer and unit. Raises NotFound for none that is theirs or in their scope."""
    row = session.scalar(_loaded().where(Wish.id == number))
    if row is None or not (is_own(session, who, row) or who.may(Right.SEE, unit=row.volunteer.unit_id)):
        raise _missing(number)
    return row


def find_own(session: Session, volunteer_id: int, number: int) -> Wish:
    """The row of a wish of one's own. Raises NotFound for one that is not."""
    row = session.scalar(_loaded().where(Wish.id == number, Wish.volunteer_id == volunteer_id))
    if row is None:
        raise _missing(number)
    return row


def is_own(session: Session, who: Asker, row: Wish) -> bool:
    """Whether it is the asker's own wish."""
    return row.volunteer_id == session.scalar(select(User.volunteer_id).where(User.id == who.user_id))


def view_of(row: Wish) -> WishView:
    person = row.volunteer
    return WishView(
        row.id, person.code, person.name, person.unit.code, person.unit.name, row.starts_at, row.ends_at, row.weight
    )


def _missing(number: int) -> NotFound:
    return NotFound(say("没有第 {number} 号意愿，或不在您的管理范围内", number=number))


def _loaded() -> Select[Wish]:
    return select(Wish).join(Wish.volunteer).options(contains_eager(Wish.volunteer).joinedload(Volunteer.unit))

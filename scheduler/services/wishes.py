"""Wishes 意愿: when somebody would rather not serve, or gladly would; they bar nothing, they only weigh."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select, true
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import Conflict, Invalid
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.services.audit import note
from scheduler.services.people import find_person
from scheduler.services.spans import is_own
from scheduler.services.wish_views import WishView, find, find_own, view_of
from scheduler.store.absences import Wish
from scheduler.store.volunteers import Volunteer

HEAVIEST = 100
USUAL = 10
"""What a wish weighs unless somebody says: by the usual policy as much as a kilometre more to go."""
MOST = 20
"""How many wishes that are not over yet one person may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """What is wished for: [starts_at, ends_at), and how much.

    Raises Invalid for an empty span, and a weight that is 0 or beyond HEAVIEST either way.
    """

    starts_at: datetime
    ends_at: datetime
    weight: int = USUAL

    def __post_init__(self) -> None:
        if self.ends_at <= self.starts_at:
            raise Invalid(say("结束早于开始"))
        if not 0 < abs(self.weight) <= HEAVIEST:
            raise Invalid(say("意愿的分量应是 1 到 {most}（不想来）或 -{most} 到 -1（想来）", most=HEAVIEST))


def add(session: Session, who: Asker, called: str, wished: Wished, *, now: datetime) -> WishView:
    """Note a wish of a volunteer, by code or name: who plans their unit may, and they.

    Raises NotFound, Forbidden, Invalid for a name that several have, Conflict when it meets another wish of theirs or
    they have too many.
    """
    person = find_person(session, who, called, right=Right.PLAN)
    return _add(session, who, person, wished, now=now)


def change(session: Session, who: Asker, number: int, wished: Wished, *, now: datetime) -> WishView:
    """Make another wish of it. Raises NotFound, Forbidden, Conflict as `add`."""
    row = _planned(session, who, number)
    _require_free(session, row.volunteer, wished, but=number)
    before = _said(row)
    row.starts_at, row.ends_at, row.weight = wished.starts_at, wished.ends_at, wished.weight
    session.flush()
    if before != _said(row):
        note(session, who, "edit", "wish", number, now=now, before=before, after=_said(row))
    return view_of(row)


def remove(session: Session, who: Asker, number: int, *, now: datetime) -> None:
    """Forget a wish. Raises NotFound, Forbidden."""
    row = _planned(session, who, number)
    session.delete(row)
    session.flush()
    note(session, who, "remove", "wish", number, now=now, volunteer=row.volunteer.code, before=_said(row))


def add_own(session: Session, volunteer_id: int, wished: Wished, *, now: datetime) -> WishView:
    """Note a wish of one's own, without an account. Raises Conflict as `add`."""
    loaded = select(Volunteer).where(Volunteer.id == volunteer_id).options(joinedload(Volunteer.unit))
    return _add(session, None, session.scalars(loaded).one(), wished, now=now)


def remove_own(session: Session, volunteer_id: int, number: int, *, now: datetime) -> None:
    """Forget a wish of one's own. Raises NotFound for one that is not."""
    row = find_own(session, volunteer_id, number)
    session.delete(row)
    session.flush()
    note(session, None, "remove", "wish", number, now=now, volunteer=row.volunteer.code, before=_said(row))


def _add(session: Session, who: Asker | None, person: Volunteer, wished: Wished, *, now: datetime) -> WishView:
    _require_free(session, person, wished)
    ahead = select(func.count()).select_from(Wish).where(Wish.volunteer_id == person.id, Wish.ends_at > now)
    if (session.scalar(ahead) or 0) >= MOST:
        raise Conflict(say("{name} 已有 {most} 条意愿，请先删去不要的", name=person.name, most=MOST))
    row = Wish(volunteer=person, starts_at=wished.starts_at, ends_at=wished.ends_at, weight=wished.weight)
    session.add(row)
    session.flush()
    note(session, who, "add", "wish", row.id, now=now, volunteer=person.code, after=_said(row))
    return view_of(row)


def _require_free(session: Session, person: Volunteer, wished: Wished, *, but: int | None = None) -> None:
    """Raises Conflict where another wish of theirs than `but` meets the span."""
    meets = and_(Wish.starts_at < wished.ends_at, Wish.ends_at > wished.starts_at)
    other = true() if but is None else Wish.id != but
    found = session.scalar(select(Wish.id).where(Wish.volunteer_id == person.id, meets, other).limit(1))
    if found is not None:
        raise Conflict(say("{name} 在这段时间已有意愿（第 {number} 号）", name=person.name, number=found))


def _planned(session: Session, who: Asker, number: int) -> Wish:
    row = find(session, who, number)
    if not is_own(session, who, row):
        require(who, Right.PLAN, unit=row.volunteer.unit_id)
    return row


def _said(row: Wish) -> list[object]:
    return [row.starts_at.isoformat(), row.ends_at.isoformat(), row.weight]

"""Cards: for each of some people a new address of their calendar to point a phone at, and what they do in a roster."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from scheduler.clock import today
from scheduler.errors import Forbidden, Invalid
from scheduler.language import say
from scheduler.services import feeds
from scheduler.services.access import Asker, Right
from scheduler.services.ours.cut import look_or_cut
from scheduler.services.people import find_person, people_seen
from scheduler.services.roster_parts import NOTHING, Part
from scheduler.services.views import RosterView, ShiftView
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer

MOST = 200
"""Cards that are made at once."""


@dataclass(frozen=True, slots=True)
class Card:
    """`path` ends the town's address, and is shown this once; `shifts` are those ahead that they were told of."""

    name: str
    unit: str
    path: str
    shifts: tuple[ShiftView, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """The roster as people were told it, without shifts before it was published; a card a person, by unit and name.
    `skipped` people keep the address they have."""

    view: RosterView
    cards: tuple[Card, ...]
    skipped: int


def make(
    session: Session,
    who: Asker,
    code: str,
    *,
    unit: str = "",
    called: str = "",
    only_missing: bool = True,
    now: datetime,
) -> Cards:
    """Cards for the volunteer of that code or name, else for everybody of the unit of that code and those below it;
    with `only_missing` for those alone whose calendar has no address: who has one would have to set up the phone anew.

    Raises NotFound, Forbidden for who does not plan their unit, Invalid for nobody chosen or more than MOST.
    """
    view = look_or_cut(session, who, code, part=NOTHING)
    people = [_planned(session, who, called)] if called else _members(session, who, unit, now=now)
    known = feeds.having(session) if only_missing else frozenset()
    given = [one for one in people if one.id not in known]
    if len(given) > MOST:
        raise Invalid(say("一次最多 {most} 张卡片，选到了 {count} 人；请选小一些的单位", most=MOST, count=len(given)))
    paths = feeds.make_for(session, who, given, ref=called or unit, now=now) if given else ()
    told, shifts = _told(session, who, view, [one.code for one in given])
    ahead = {one.code: tuple(shift for shift in shifts[one.code] if shift.ends_at > now) for one in given}
    cards = (Card(one.name, one.unit.name, path, ahead[one.code]) for one, path in zip(given, paths, strict=True))
    return Cards(told, tuple(cards), len(people) - len(given))


def _planned(session: Session, who: Asker, called: str) -> Volunteer:
    person = find_person(session, who, called)
    # Everybody holds every right over their own things, but a card is for others to give.
    if not who.may(Right.PLAN, unit=person.unit_id):
        raise Forbidden(say("{name} 只能查看，不能改动", name=who.name))
    return person


def _members(session: Session, who: Asker, unit: str, *, now: datetime) -> list[Volunteer]:
    if not unit:
        raise Invalid(say("请选单位，或写一个人的编号或姓名"))
    here = or_(Volunteer.left_on.is_(None), Volunteer.left_on > today(now))
    wanted = select(Volunteer).join(Volunteer.unit).options(joinedload(Volunteer.unit))
    wanted = wanted.where(people_seen(session, who, unit=unit, right=Right.PLAN), here)
    return list(session.scalars(wanted.order_by(Unit.code, Volunteer.name, Volunteer.code)))


def _told(
    session: Session, who: Asker, view: RosterView, codes: list[str]
) -> tuple[RosterView, Mapping[str, list[ShiftView]]]:
    """The published version, and by volunteer code the shifts they have in it."""
    held: dict[str, list[ShiftView]] = defaultdict(list)
    if view.published_version is None:
        return view, held
    told = look_or_cut(session, who, view.code, view.published_version, part=Part(people=frozenset(codes)))
    for shift in told.shifts:
        for seat in shift.crew:
            held[seat.volunteer].append(shift)
    return told, held

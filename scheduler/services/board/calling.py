"""Calling: people of a roster as somebody types their names, in characters, by code, by pinyin or its initials."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.services.people import people_seen
from scheduler.services.pinyin import sounds_like
from scheduler.services.rosters import find
from scheduler.store.duties import Duty
from scheduler.store.rosters import Roster
from scheduler.store.snapshot.scope import people_of
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer

MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who answers to what was typed."""

    volunteer: str
    name: str
    unit_name: str


def find_called(session: Session, who: Asker, code: str, text: str, *, most: int = MOST) -> tuple[Found, ...]:
    """The first `most` people of the roster, by name, that the asker sees and that are called so. Raises NotFound."""
    roster = find(session, who, code, right=Right.SEE)
    wanted = select(Volunteer.code, Volunteer.name, Unit.name).join(Unit, Unit.id == Volunteer.unit_id)
    wanted = wanted.where(_of(roster), people_seen(session, who)).order_by(Volunteer.name, Volunteer.code)
    found = (Found(*row) for row in session.execute(wanted) if answers(row[0], row[1], text))
    return tuple(one for _, one in zip(range(most), found, strict=False))


def called(session: Session, roster: Roster, text: str) -> list[int]:
    """The numbers of everybody the roster calls on, or has called on, who is called so."""
    rows = session.execute(select(Volunteer.id, Volunteer.code, Volunteer.name).where(_of(roster)))
    return [number for number, code, name in rows if answers(code, name, text)]


def answers(code: str, name: str, text: str) -> bool:
    """Whether somebody of that code and name is called so: the whole code, a part of the name, or how it sounds."""
    typed = text.strip().lower()
    return typed == code.lower() or typed in name.lower() or sounds_like(name, typed)


def _of(roster: Roster) -> ColumnElement[bool]:
    ever = select(Duty.volunteer_id).where(Duty.roster_id == roster.id)
    return or_(people_of(roster), Volunteer.id.in_(ever))

"""People of the town as somebody types their names: in characters, by code, by pinyin or its initials."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.services.board.calling import answers
from scheduler.services.people import people_seen
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody who answers to what was typed."""

    volunteer: str
    name: str
    unit_name: str


def people_called(session: Session, who: Asker, text: str, *, most: int) -> tuple[Called, ...]:
    """The first `most` people that the asker may plan and that are called so, by name; nobody for no text."""
    wanted = select(Volunteer.code, Volunteer.name, Unit.name).join(Unit, Unit.id == Volunteer.unit_id)
    wanted = wanted.where(people_seen(session, who, right=Right.PLAN)).order_by(Volunteer.name, Volunteer.code)
    rows = session.execute(wanted) if text.strip() else ()
    found = (Called(*row) for row in rows if answers(row[0], row[1], text))
    return tuple(one for one, _ in zip(found, range(most), strict=False))


def is_called(session: Session, text: str, among: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition on Volunteer: one of those `among` whom the text calls."""
    rows = session.execute(select(Volunteer.id, Volunteer.code, Volunteer.name).where(among))
    found = [number for number, code, name in rows if answers(code, name, text)]
    # A letter calls half a city, which is more than a database takes as parameters.
    return Volunteer.id.in_(bindparam("called", found, expanding=True, literal_execute=True))

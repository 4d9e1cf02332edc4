"""Phones of the people on a roster: masked, unless somebody who may call them asks for them in full."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.views import RosterView
from scheduler.store.points import Point
from scheduler.store.vault import Vault, masked
from scheduler.store.volunteers import Volunteer

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Phones:
    """How each phone is shown, by volunteer code; `opened` of them in full."""

    shown: dict[str, str]
    opened: int


def phones_of(session: Session, who: Asker, view: RosterView, *, vault: Vault, full: bool) -> Phones:
    """The phones of everybody on the roster; `full` where the asker may call their unit, or the grid of a point
    at which they stand in it.

    Raises Forbidden when they may call nobody on it, Misconfigured when the key does not open a phone.
    """
    shown, opened, near = {}, 0, _standing_near(session, who, view)
    everybody = sorted({seat.volunteer for shift in view.shifts for seat in shift.crew})
    for code, unit, sealed in _sealed(session, everybody):
        phone = vault.open(sealed)
        plain = full and (code in near or who.may(Right.CALL, unit=unit))
        shown[code] = phone if plain else masked(phone)
        opened += plain
    if full and shown and not opened:
        raise Forbidden(say("{name} 不能查看完整的电话，只能导出隐去中间几位的", name=who.name))
    return Phones(shown, opened)


def _standing_near(session: Session, who: Asker, view: RosterView) -> frozenset[str]:
    """The codes of those who stand at a point in a grid that the asker may call."""
    grids = who.grids(Right.CALL)
    if not grids:  # none, or everybody by their unit
        return frozenset()
    points = frozenset(session.scalars(select(Point.code).where(Point.grid_id.in_(grids))))
    return frozenset(seat.volunteer for shift in view.shifts if shift.point in points for seat in shift.crew)


def _sealed(session: Session, codes: list[str]) -> Iterator[tuple[str, int, bytes]]:
    columns = select(Volunteer.code, Volunteer.unit_id, Volunteer.phone_sealed)
    for start in range(0, len(codes), _AT_ONCE):
        some = Volunteer.code.in_(codes[start : start + _AT_ONCE])
        for code, unit, sealed in session.execute(columns.where(some)):
            if sealed is not None:
                yield code, unit, sealed

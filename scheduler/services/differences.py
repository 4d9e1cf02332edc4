"""Differences: whose duties are other ones in another version of a roster, by number; who changed places with whom."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, case, select
from sqlalchemy.orm import Session

from scheduler.services.comparing import exchanges
from scheduler.services.roster_parts import comes_or_goes
from scheduler.store.duties import Duty, duties_in
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.snapshot.others import NOT_DONE


class Place(NamedTuple):
    """Where and when somebody stands: the numbers of point and pattern, None for a shift made by hand."""

    point: int
    starts_at: datetime
    ends_at: datetime
    pattern: int | None


_Held = Mapping[int, Collection[Place]]


@dataclass(frozen=True, slots=True)
class Differences:
    """By the number of each volunteer concerned: what they had before and have no more, and what they have now and had
    not; `partners` with whom they changed places, both ways; how many others only `moved`."""

    gone: _Held
    come: _Held
    partners: Mapping[int, int]
    moved: int

    @property
    def people(self) -> frozenset[int]:
        return frozenset((*self.gone, *self.come))

    def at(self, point: int) -> frozenset[int]:
        """Those of whom something changes at the point of that number."""
        both = (*self.gone.items(), *self.come.items())
        return frozenset(one for one, places in both if any(place.point == point for place in places))


def differences(session: Session, roster: Roster, before: int, after: int) -> Differences:
    """Duties are the same where person, point, hours and pattern are."""
    had, have = _held(session, roster, before, after)
    gone, come = _only(had, have), _only(have, had)
    both = sorted(gone.keys() & come.keys())
    changed = [(one, min(gone[one]), min(come[one])) for one in both if len(gone[one]) == len(come[one]) == 1]
    pairs = list(exchanges(changed))
    partners = dict([*pairs, *((other, one) for one, other in pairs)])
    return Differences(gone, come, partners, moved=len(changed) - len(partners))


def _held(session: Session, roster: Roster, before: int, after: int) -> tuple[dict[int, set[Place]], ...]:
    """By person what each version has, but for what stands in both of them."""
    held: tuple[dict[int, set[Place]], ...] = defaultdict(set), defaultdict(set)
    wanted = (
        select(_whether(roster, before), _whether(roster, after), Duty.volunteer_id)
        .add_columns(Shift.point_id, Shift.starts_at, Shift.ends_at, Shift.pattern_id)
        .join(Shift, Shift.id == Duty.shift_id)
        .where(Duty.roster_id == roster.id, Duty.state.not_in(NOT_DONE), comes_or_goes(Duty, Shift, before, after))
    )
    # As the database gives them: the way round by way of entities takes longer.
    session.flush()
    for *there, person, point, starts_at, ends_at, pattern in session.connection().execute(wanted):
        for version, stands in zip(held, there, strict=True):
            if stands:
                version[person].add(Place(point, starts_at, ends_at, pattern))
    return held


def _whether(roster: Roster, version: int) -> ColumnElement[Any]:
    return case((duties_in(roster.id, version) & shifts_in(roster.id, version), 1), else_=0)


def _only(held: Mapping[int, set[Place]], other: Mapping[int, set[Place]]) -> dict[int, set[Place]]:
    rest = {one: places - other.get(one, set()) for one, places in held.items()}
    return {one: places for one, places in rest.items() if places}

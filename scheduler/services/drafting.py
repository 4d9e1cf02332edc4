"""Drafting: the town's patterns unfolded to the shifts of a roster, and unfolded anew when patterns change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session, joinedload

from scheduler.clock import at
from scheduler.language import say
from scheduler.services import calendar
from scheduler.services.staffing import active_patterns, shifts_at
from scheduler.services.unfold import Unfolded, doubled
from scheduler.services.unstaffed import why_nothing
from scheduler.store.changes import Action, ChangeKind
from scheduler.store.duties import Duty
from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.snapshot.keeping import Said, next_version
from scheduler.store.snapshot.keeping import note as note_change
from scheduler.store.snapshot.scope import below, end_of, points_of, stewarded_in
from scheduler.store.stewardship import Stewardship
from scheduler.store.units import Unit


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a roster asks for: `seats` over all `shifts`. `provisional` days have no notice yet; `doubled` counts the
    posts that two patterns staff at once. `changed` counts shifts that came, went or moved, `lost` their duties;
    `why_nothing` says why there is no shift, "" where there is one."""

    code: str
    name: str
    shifts: int
    seats: int
    provisional: tuple[date, ...]
    doubled: int
    changed: int = 0
    lost: int = 0
    why_nothing: str = ""


def unfold_shifts(session: Session, roster: Roster) -> Drafted:
    """Write the shifts of a roster that has none. Raises Invalid for headcounts that cannot be worked out."""
    wanted = _Wanted(session, roster)
    _add(session, roster, wanted.fields.values(), version=0)
    return wanted.drafted(changed=len(wanted.fields))


def refold_shifts(session: Session, roster: Roster, *, by: int, now: datetime) -> Drafted:
    """Bring the shifts of a roster up to date, as a new version where it has one already.

    Shifts made by hand stay. A shift whose hours or headcount changed keeps its duties; one that is no more loses
    them. Raises Invalid for headcounts that cannot be worked out.
    """
    wanted = _Wanted(session, roster)
    rows = {row.code: row for row in session.scalars(select(Shift).where(Shift.roster_id == roster.id))}
    gone = [row for code, row in rows.items() if code not in wanted.fields and _unfolded(row)]
    moved = [
        (rows[code], fields) for code, fields in wanted.fields.items() if code in rows and _differs(rows[code], fields)
    ]
    come = [fields for code, fields in wanted.fields.items() if code not in rows]
    if not (gone or moved or come):
        return wanted.drafted()
    version = next_version(session, roster) if roster.version else 0
    _add(session, roster, come, version=version)
    for row, fields in moved:
        for name, value in (fields | {"cancelled_in": None}).items():
            setattr(row, name, value)
    lost = cancel_shifts(session, gone, version)
    if version:
        said = Said(ChangeKind.ADJUST, by, now, say("按最新的班次模板更新"))
        note_change(session, roster, [(Action.REMOVE, pair) for pair in lost], said)
    return wanted.drafted(changed=len(gone) + len(moved) + len(come), lost=len(lost))


def _add(session: Session, roster: Roster, shifts: Iterable[Mapping[str, Any]], *, version: int) -> None:
    rows = [{"roster_id": roster.id, "added_in": version, **fields} for fields in shifts]
    if rows:
        session.execute(insert(Shift), rows)


def as_it_stands(session: Session, roster: Roster) -> Drafted:
    """What the roster asks for in its newest version."""
    rows = select(Shift.headcount).where(shifts_in(roster.id, roster.version), Shift.headcount > 0)
    seats = session.scalars(rows).all()
    guessed = calendar.provisional(calendar.days_between(session, roster.start, roster.days))
    return Drafted(roster.code, roster.name, len(seats), sum(seats), guessed, doubled=0)


class _Wanted:
    """The shifts a roster should have: columns by code."""

    def __init__(self, session: Session, roster: Roster) -> None:
        self._session, self._roster, days = session, roster, calendar.fill(session, roster.start, roster.days)
        points = list(session.scalars(select(Point).where(points_of(roster)).options(joinedload(Point.kind))))
        self._found = _within(session, roster, shifts_at(session, points, days))
        self._days = days
        self._points = len(points)
        numbers = {point.code: point.id for point in points}
        patterns = dict(session.execute(select(ShiftPattern.code, ShiftPattern.id)).all())
        self.fields = {one.code: _fields(one, numbers[one.place], patterns[one.pattern]) for one in self._found}

    def drafted(self, *, changed: int = 0, lost: int = 0) -> Drafted:
        return Drafted(
            self._roster.code,
            self._roster.name,
            shifts=len(self._found),
            seats=sum(one.headcount for one in self._found),
            provisional=calendar.provisional(self._days),
            doubled=len(doubled(self._found)),
            changed=changed,
            lost=lost,
            why_nothing="" if self._found else self._why_nothing(),
        )

    def _why_nothing(self) -> str:
        return why_nothing(self._roster, active_patterns(self._session), self._days.values(), points=self._points)


def _fields(one: Unfolded, point: int, pattern: int) -> dict[str, Any]:
    return {
        "code": one.code,
        "point_id": point,
        "pattern_id": pattern,
        "starts_at": at(one.day, one.start),
        "ends_at": at(one.day, one.end),
        "headcount": one.headcount,
        "load": one.load,
        "roles": dict(one.roles),
    }


def _within(session: Session, roster: Roster, shifts: Iterable[Unfolded]) -> list[Unfolded]:
    """A unit's roster staffs a point on the days on which somebody of its subtree answers for it."""
    if roster.unit_id is None:
        return list(shifts)
    wanted = select(Point.code, Stewardship.from_day, Stewardship.until_day).join(
        Point, Point.id == Stewardship.point_id
    )
    wanted = wanted.where(Stewardship.unit_id.in_(below(Unit, roster.unit_id)), stewarded_in(roster))
    held: dict[str, set[date]] = {}
    for point, first, until in session.execute(wanted):
        days = held.setdefault(point, set())
        days.update(_days(max(first, roster.start), min(until or end_of(roster), end_of(roster))))
    return [one for one in shifts if one.day in held.get(one.place, ())]


def _days(first: date, until: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((until - first).days))


def _unfolded(row: Shift) -> bool:
    return row.pattern_id is not None and row.cancelled_in is None


def _differs(row: Shift, fields: Mapping[str, Any]) -> bool:
    return row.cancelled_in is not None or any(getattr(row, name) != value for name, value in fields.items())


def cancel_shifts(session: Session, gone: Sequence[Shift], version: int) -> list[tuple[int, int]]:
    """Cancel the shifts from that version on, or remove them where none was made yet; returns the duties lost."""
    if not version:
        session.execute(delete(Shift).where(Shift.id.in_([row.id for row in gone])))
        return []
    for row in gone:
        row.cancelled_in = version
    lost = list(
        session.scalars(select(Duty).where(Duty.shift_id.in_([row.id for row in gone]), Duty.removed_in.is_(None)))
    )
    for duty in lost:
        duty.removed_in = version
    return [(duty.shift_id, duty.volunteer_id) for duty in lost]

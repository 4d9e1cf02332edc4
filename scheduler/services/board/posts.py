"""Posts: a point at one time of the day, how many a roster has and how much is missing at each, without their cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CTE, BigInteger, Row, Select, case, cast, extract, false, func, select
from sqlalchemy.orm import Session

from scheduler.clock import at, minute_of, today
from scheduler.services.access import Asker
from scheduler.services.board.lacking import lacks_a_role
from scheduler.services.board.narrowing import Narrowing, points_wanted, shifts_wanted
from scheduler.services.memory import kept
from scheduler.services.roster_parts import WHOLE, Part, shifts_of
from scheduler.services.rosters import find
from scheduler.store.arrival import arrived
from scheduler.store.duties import Duty, duties_in
from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.snapshot.others import NOT_DONE

_DAY = 86400


@dataclass(frozen=True, slots=True)
class Post:
    """The `nth` shift of a `pattern` in a day at a point, [start, end) in minutes from midnight as on its first day.
    On any day at most `most` people are on it or wanted; `missing` people in all."""

    point: str
    name: str
    pattern: str
    nth: int
    start: int
    end: int
    most: int
    missing: int

    @property
    def key(self) -> tuple[str, str, int]:
        return self.point, self.pattern, self.nth


def posts(
    session: Session, who: Asker, code: str, version: int, which: Narrowing, *, part: Part = WHOLE
) -> tuple[Post, ...]:
    """The posts of that version, by point and time, that have a shift in the part that is wanted. Raises NotFound."""
    roster = find(session, who, code)
    return posts_of(session, roster, version, which, part)


def posts_of(session: Session, roster: Roster, version: int, which: Narrowing, part: Part) -> tuple[Post, ...]:
    """The same of a roster that somebody was let in to."""
    return kept(session, roster, (posts, version, which, part), lambda: _found(session, roster, version, which, part))


def _found(session: Session, roster: Roster, version: int, which: Narrowing, part: Part) -> tuple[Post, ...]:
    shifts = _shifts(session, roster, version, which, part).cte("counted")
    found = ((row.came, _post(row)) for row in session.execute(_grouped(shifts, which)))
    return tuple(post for _, post in sorted(found, key=_order))


def _shifts(
    session: Session, roster: Roster, version: int, which: Narrowing, part: Part
) -> Select[*tuple[object, ...]]:
    """Each shift with which of its pattern's it is at its point on its day, and whether it is wanted."""
    # Days from the roster's first: the same arithmetic on every database.
    day = (cast(extract("epoch", Shift.starts_at), BigInteger) - int(at(roster.start, 0).timestamp())) // _DAY
    pattern = func.coalesce(ShiftPattern.name, "")
    order = (Shift.starts_at, Shift.code)
    nth = func.row_number().over(partition_by=(Shift.point_id, pattern, day), order_by=order)
    crews = select(Duty.shift_id, func.count().label("people"))
    crews = crews.where(duties_in(roster.id, version), Duty.state.not_in(NOT_DONE)).group_by(Duty.shift_id)
    crew = crews.subquery()
    there = func.coalesce(crew.c.people, 0)
    wanted = shifts_wanted(session, roster, version, which)
    role = lacks_a_role(session, roster, version) if which.vacant else false()
    return (
        select(Point.code.label("point"), Point.name.label("name"), pattern.label("pattern"), nth.label("nth"))
        .add_columns(arrived(Point).label("came"))
        .add_columns(Shift.starts_at, Shift.ends_at, Shift.headcount, there.label("there"))
        .add_columns(case((wanted, 1), else_=0).label("wanted"), case((role, 1), else_=0).label("role"))
        .join(Point, Point.id == Shift.point_id)
        .outerjoin(ShiftPattern, ShiftPattern.id == Shift.pattern_id)
        .outerjoin(crew, crew.c.shift_id == Shift.id)
        .where(shifts_in(roster.id, version), shifts_of(part, roster.id), points_wanted(roster, which))
    )


def _grouped(shifts: CTE, which: Narrowing) -> Select[*tuple[object, ...]]:
    one = shifts.c
    short = case((one.headcount > one.there, one.headcount - one.there), else_=0)
    kept = func.sum(case((short + one.role > 0, one.wanted), else_=0)) if which.vacant else func.sum(one.wanted)
    return (
        select(one.came, one.point, one.name, one.pattern, one.nth)
        .add_columns(func.min(one.starts_at).label("starts_at"), func.min(one.ends_at).label("ends_at"))
        .add_columns(func.max(one.headcount).label("asked"), func.max(one.there).label("there"))
        .add_columns(func.sum(short).label("missing"))
        .group_by(one.came, one.point, one.name, one.pattern, one.nth)
        .having(kept > 0)
    )


def _post(row: Row[*tuple[object, ...]]) -> Post:
    start, end = _minutes(row.starts_at, row.ends_at)
    most = max(int(row.asked), int(row.there))
    return Post(row.point, row.name, row.pattern, row.nth - 1, start, end, most, int(row.missing))


def _minutes(starts_at: datetime, ends_at: datetime) -> tuple[int, int]:
    day: date = today(starts_at)
    return minute_of(starts_at, day), minute_of(ends_at, day)


def _order(found: tuple[int, Post]) -> tuple[int, str, int, str, int]:
    came, post = found
    return came, post.point, post.start, post.pattern, post.nth


def firsts(posts: tuple[Post, ...]) -> Iterator[bool]:
    """Whether each is the first of its point."""
    before = None
    for post in posts:
        yield post.point != before
        before = post.point

"""The roster as tables: posts × days as on the wall of an office, and people × days."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from api.pages.window import Window
from scheduler.services.views import Seat, ShiftView

Cells = Mapping[date, tuple[ShiftView, ...]]


@dataclass(frozen=True, slots=True)
class Post:
    """A point at one time of the day; `time` is that of its first shift, and cells that differ say theirs."""

    point: str
    name: str
    pattern: str
    time: str
    first_of_point: bool
    cells: Cells


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody and their shifts by day; `count` of them."""

    seat: Seat
    count: int
    cells: Cells


def posts(window: Window, shifts: Iterable[ShiftView]) -> tuple[Post, ...]:
    """The posts by point and time; on one day a post has one shift. Which of its day's a shift is counts among all the
    `shifts` of these days, those that a filter hides too."""
    found: dict[tuple[str, str, int], dict[date, tuple[ShiftView, ...]]] = defaultdict(dict)
    seen: Counter[tuple[date, str, str]] = Counter()
    shown = {shift.code for shift in window.shifts}
    for shift in sorted(shifts, key=lambda shift: (shift.starts_at, shift.code)):
        nth = seen[shift.day, shift.point, shift.pattern]
        seen[shift.day, shift.point, shift.pattern] += 1
        if shift.code in shown:
            found[shift.point, shift.pattern, nth][shift.day] = (shift,)
    ordered = sorted(found.items(), key=lambda item: (item[0][0], min(s[0].start for s in item[1].values()), item[0]))
    return tuple(_posts(ordered))


def _posts(ordered: Iterable[tuple[tuple[str, str, int], Cells]]) -> Iterable[Post]:
    before = None
    for (point, pattern, _), cells in ordered:
        (first,) = next(iter(cells.values()))
        yield Post(point, first.point_name, pattern, first.time, point != before, cells)
        before = point


def people(window: Window, unit: str = "", person: str = "") -> tuple[Person, ...]:
    """Everybody on a shift, by unit and code; with a unit's code or part of a name only those."""
    seats: dict[str, Seat] = {}
    held: dict[str, dict[date, tuple[ShiftView, ...]]] = defaultdict(dict)
    for shift in window.shifts:
        for seat in shift.crew:
            if (not unit or seat.unit == unit) and (not person or person in seat.name or person == seat.volunteer):
                seats[seat.volunteer] = seat
                held[seat.volunteer][shift.day] = (*held[seat.volunteer].get(shift.day, ()), shift)
    ordered = sorted(seats.values(), key=lambda seat: (seat.unit, seat.volunteer))
    return tuple(Person(seat, sum(map(len, held[seat.volunteer].values())), held[seat.volunteer]) for seat in ordered)


def by_day(window: Window) -> Mapping[date, tuple[ShiftView, ...]]:
    """The shifts of each day, by time and point; days without any are left out."""
    found: dict[date, list[ShiftView]] = defaultdict(list)
    for shift in sorted(window.shifts, key=lambda shift: (shift.starts_at, shift.point)):
        found[shift.day].append(shift)
    return {day: tuple(shifts) for day, shifts in found.items()}

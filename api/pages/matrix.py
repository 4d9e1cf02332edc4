"""The roster as tables: posts × days as on the wall of an office, people × days, and a day hour by hour."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from scheduler.services.board.posts import Post
from scheduler.services.views import ShiftView

Row = TypeVar("Row")
Cells = Mapping[date, tuple[ShiftView, ...]]
Key = tuple[str, str, int]

WINDOW = 16
"""Rows whose cells are read at once."""

TICK = 15
"""Minutes of the narrowest column of a day."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some columns of a day: of a shift, or without any."""

    columns: int
    shift: ShiftView | None = None


def by_post(shifts: Iterable[ShiftView]) -> Mapping[Key, Cells]:
    """The shifts of some points on whole days by post and day; on one day a post has one shift."""
    found: dict[Key, dict[date, tuple[ShiftView, ...]]] = defaultdict(dict)
    seen: Counter[tuple[date, str, str]] = Counter()
    for shift in sorted(shifts, key=lambda shift: (shift.starts_at, shift.code)):
        nth = seen[shift.day, shift.point, shift.pattern]
        seen[shift.day, shift.point, shift.pattern] += 1
        found[shift.point, shift.pattern, nth][shift.day] = (shift,)
    return found


def by_person(shifts: Iterable[ShiftView]) -> Mapping[str, Cells]:
    """The shifts of each volunteer by day."""
    found: dict[str, dict[date, tuple[ShiftView, ...]]] = defaultdict(dict)
    for shift in shifts:
        for seat in shift.crew:
            held = found[seat.volunteer]
            held[shift.day] = (*held.get(shift.day, ()), shift)
    return found


def by_day(shifts: Iterable[ShiftView]) -> Mapping[date, tuple[ShiftView, ...]]:
    """The shifts of each day, by time and point; days without any are left out."""
    found: dict[date, list[ShiftView]] = defaultdict(list)
    for shift in sorted(shifts, key=lambda shift: (shift.starts_at, shift.point)):
        found[shift.day].append(shift)
    return {day: tuple(shifts) for day, shifts in found.items()}


def windows(rows: Collection[Row], size: int = WINDOW) -> Iterator[list[Row]]:
    """The rows by so many."""
    ordered = list(rows)
    return (ordered[start : start + size] for start in range(0, len(ordered), size))


def hours_of(posts: Iterable[Post]) -> range:
    """The hours of a day from before the first of the posts to after the last; from eight to six without any."""
    found = [(post.start, post.end) for post in posts] or [(480, 1080)]
    return range(min(start for start, _ in found) // 60, -(-max(end for _, end in found) // 60))


def stretches(shift: ShiftView | None, hours: range) -> tuple[Stretch, ...]:
    """A row of a day: what comes before the shift, the shift, what comes after."""
    first, last = hours.start * 60 // TICK, hours.stop * 60 // TICK
    if shift is None:
        return (Stretch(last - first),)
    start = max(first, min(shift.start // TICK, last - 1))
    end = max(start + 1, min(-(-shift.end // TICK), last))
    found = (Stretch(start - first), Stretch(end - start, shift), Stretch(last - end))
    return tuple(one for one in found if one.columns)


def lines_of(post: Post) -> int:
    """How many lines of text a row has room for: 2 to 12."""
    return max(2, min(12, post.most))

"""Causes of vacancies: what keeps those who could come from a shift that misses somebody, one cause a shift."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.coverage.counting import begins_on
from scheduler.services.judging import remembered
from scheduler.services.memory import kept, packed
from scheduler.services.rosters import find, visible
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from solver.board import Board
from solver.explain import REASONS, missing_roles, why
from solver.sheet import Sheet

MOST = 200
"""Shifts that are explained at most; the rest are counted as not looked at."""

UNTOLD = "untold"
"""The cause of those."""

FILLED = "filled"
"""The cause of what was published as vacant and is filled in the newest version, of which nobody has been told."""

_OUT_OF_THE_QUESTION = ("barred", "reach")
"""Who is kept away so could come on no other day either: they are the cause only where nobody else is."""


@dataclass(frozen=True, slots=True)
class Cause:
    """`vacancies` seats or roles of `shifts` shifts are empty for the reason called `name`: one of those of
    solver.explain, or UNTOLD."""

    name: str
    shifts: int
    vacancies: int


def causes(session: Session, who: Asker, code: str, *, most: int = MOST) -> tuple[Cause, ...]:
    """What the vacancies of the roster's newest version are due to, the most frequent first. Raises NotFound."""
    roster = find(session, who, code)
    return kept(session, roster, (causes, most), lambda: _causes(session, roster, most))


def _causes(session: Session, roster: Roster, most: int) -> tuple[Cause, ...]:
    board = remembered(session, roster).held.board
    shifts, vacancies = Counter[str](), Counter[str]()
    sheet = Sheet(board)
    for number, (shift, missing) in enumerate(_gaps(board)):
        name = cause_of(why(sheet, shift)) if number < most else UNTOLD
        shifts[name] += 1
        vacancies[name] += missing
    order = (*REASONS, UNTOLD)
    names = sorted(shifts, key=lambda name: (-vacancies[name], order.index(name)))
    return tuple(Cause(name, shifts[name], vacancies[name]) for name in names)


def at_hand(session: Session, who: Asker, code: str) -> bool:
    """Whether the causes are told at once, since the town is packed as it stands. Raises NotFound."""
    return packed(session, find(session, who, code))


def causes_on(
    session: Session, who: Asker, day: date, *, among: Collection[str], most: int = MOST
) -> Mapping[str, str]:
    """By the code of each point of those `among` that has shifts on that day of the town in rosters that the asker
    sees, the cause of what is missing there as they stand by now; of several shifts that of the one that misses most.
    FILLED where nothing is missing by now, UNTOLD beyond the `most`."""
    points = _points(session, who, day)
    rosters = session.scalars(select(Roster).where(Roster.id.in_(points)).order_by(Roster.id)).all()
    worst: dict[str, _Gap] = {}
    for roster in rosters:
        there = {shift: point for shift, point in points[roster.id].items() if point in among}
        for gap in _gaps_at(remembered(session, roster).held.board, there):
            worst[gap.point] = max(gap, worst.get(gap.point, gap), key=lambda one: one.missing)
    told = {gap.point: gap.cause() if n < most else UNTOLD for n, gap in enumerate(worst.values())}
    seen = {point for there in points.values() for point in there.values()}
    return dict.fromkeys(seen.intersection(among), FILLED) | told


@dataclass(frozen=True, slots=True)
class _Gap:
    point: str
    missing: int
    sheet: Sheet
    shift: int

    def cause(self) -> str:
        """What keeps people from it."""
        return cause_of(why(self.sheet, self.shift))


def _gaps_at(board: Board, there: Mapping[str, str]) -> Iterator[_Gap]:
    """The shifts that miss somebody of those that `there` has the point of."""
    sheet = Sheet(board)
    for shift, missing in _gaps(board):
        point = there.get(board.town.problem.shifts[shift].id)
        if point:
            yield _Gap(point, missing, sheet, shift)


def _points(session: Session, who: Asker, day: date) -> Mapping[int, Mapping[str, str]]:
    """By the number of each roster that the asker sees, by the code of its shifts of the day, the point's code."""
    told_of = Roster.published_version.is_not(None)
    wanted = (
        select(Shift.roster_id, Shift.code, Point.code)
        .join(Roster, Roster.id == Shift.roster_id)
        .join(Point, Point.id == Shift.point_id)
        .where(begins_on(day), told_of, visible(who))
    )
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for roster, shift, point in session.execute(wanted):
        found[roster][shift] = point
    return found


def cause_of(counts: Mapping[str, int]) -> str:
    """The cause, of how many people each reason keeps away: "free" where somebody could come, else what keeps away
    most of those who are near enough and have not declined, else "reach" or "barred"."""
    if counts.get("free"):
        return "free"
    near = {name: count for name, count in counts.items() if count and name not in _OUT_OF_THE_QUESTION}
    return max(near, key=lambda name: (near[name], -REASONS.index(name))) if near else _far(counts)


def _far(counts: Mapping[str, int]) -> str:
    return "barred" if counts.get("barred", 0) > counts.get("reach", 0) else "reach"


def _gaps(board: Board) -> Iterator[tuple[int, int]]:
    """Each shift that misses people or role holders, and how many."""
    for shift in range(len(board.crews)):
        missing = max(board.open_seats(shift), sum(missing_roles(board, shift).values()))
        if missing:
            yield shift, missing

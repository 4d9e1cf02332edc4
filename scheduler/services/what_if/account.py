"""The account of a whole roster: what each rule costs, what cannot be avoided, who carries most and who least."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.services.looking import score_at
from scheduler.services.memory import Held, Memory
from scheduler.services.rosters import find

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Burdened:
    """Somebody with their `duties` here, what they `carried` before in load, and how far that and the `burden` of these
    is above their fair share, or, below 0, beneath it."""

    volunteer: str
    name: str
    unit_name: str
    duties: int
    burden: int
    carried: int
    above: int


@dataclass(frozen=True, slots=True)
class Account:
    """`costs` by rule as the town stands now. No roster costs less than `bound`, as proven when `version` was made,
    None where nothing is; so at most `avoidable` of it could be saved. `most` carry most beyond their share."""

    code: str
    version: int
    costs: Mapping[str, int]
    bound: int | None
    seats: int
    empty: int
    most: tuple[Burdened, ...]
    least: tuple[Burdened, ...]

    @property
    def cost(self) -> int:
        return sum(self.costs.values())

    @property
    def avoidable(self) -> int | None:
        return None if self.bound is None else max(0, self.cost - self.bound)


def account(session: Session, who: Asker, code: str, *, memory: Memory) -> Account:
    """The newest version's. Raises NotFound, and Forbidden for who does not plan it: it compares people."""
    roster = find(session, who, code, right=Right.PLAN)
    held, (_, score) = memory.held(session, roster), score_at(session, who, code)
    board, people = held.board, held.problem.volunteers
    ranked = sorted(range(len(people)), key=lambda n: (-board.standing[n], people[n].id))
    return Account(
        code,
        roster.version,
        held.tally.costs,
        score.bound if score else None,
        seats=sum(shift.headcount for shift in held.problem.shifts),
        empty=sum(board.open_seats(shift) for shift in range(len(board.crews))),
        most=tuple(_burdened(held, n) for n in ranked[:_SHOWN]),
        least=tuple(_burdened(held, n) for n in ranked[::-1][:_SHOWN]),
    )


def _burdened(held: Held, number: int) -> Burdened:
    one, board = held.problem.volunteers[number], held.board
    return Burdened(
        one.id,
        one.name or one.id,
        held.problem.unit[one.unit].name,
        duties=len(board.months[number]),
        burden=sum(board.town.load[shift] for shift in board.months[number]),
        carried=one.carried,
        above=board.standing[number],
    )

"""What a rule is: one file that judges any roster, and says the same to the search and to CP-SAT.

Every rule has `breaches`, which needs no solver and takes any roster. Its other face depends on what it speaks of:

    DutyRule    hard, about one duty by itself         refuses      which of the candidates it rules out
    RosterRule  hard, about duties together            blocks       whether one more duty would newly break it
                                                       blocks_each  the same, asked of many people at once
                                                       encode       the same for CP-SAT
    DutyCost    a price on one duty by itself          prices       what each candidate costs
    RosterCost  a price on duties together             changes      what one more duty would change, by candidate
                                                       encode       the same for CP-SAT

tests/solver/test_law.py holds the faces together: whatever the roster, they agree to the unit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from solver.arrays import Candidates, Town
from solver.board import Board
from solver.draft import Draft
from solver.kinds import Index, Mask, Numbers
from solver.problem import Problem
from solver.roster import Roster
from solver.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a roster goes against a rule.

    `amount` is in the rule's own unit (missing people, minutes, duties above a cap, …), `cost` what it adds to the
    roster's cost; a hard rule's breach costs nothing here, since only pins may cause one and the judge prices those.
    `period` names the bucket a cap speaks of ("day 3", "week 0", "total", "weekends") or the minutes of an office.
    """

    rule: str
    amount: int
    cost: int = 0
    shifts: tuple[str, ...] = ()
    volunteer: str | None = None
    unit: str | None = None
    role: str | None = None
    period: str | None = None


class Rule(Protocol):
    name: str

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]: ...


class DutyRule(Rule, Protocol):
    def refuses(self, town: Town, candidates: Candidates) -> Mask: ...


class RosterRule(Rule, Protocol):
    def blocks(self, board: Board, volunteer: int, shift: int) -> bool: ...

    def blocks_each(self, sheet: Sheet, shift: int, who: Index) -> Mask: ...

    def encode(self, draft: Draft) -> None: ...


class Sieve(Protocol):
    """A roster rule that tells many candidates at a glance: whoever it holds back is blocked, others may be too."""

    def holds_back(self, board: Board, shift: int, who: Index) -> Mask: ...


class DutyCost(Rule, Protocol):
    def prices(self, town: Town, candidates: Candidates) -> Numbers: ...


class RosterCost(Rule, Protocol):
    def changes(self, board: Board, shift: int, who: Index) -> Numbers: ...

    def encode(self, draft: Draft) -> None: ...

"""What is asked of a solve besides the problem, and what comes back; loads no CP-SAT for whoever only reads answers."""

import os
from dataclasses import dataclass

from solver.board import Board
from solver.judge import Verdict
from solver.progress import Step
from solver.roster import Roster

OPTIMAL, FEASIBLE, STOPPED = "optimal", "feasible", "stopped"


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` is optimal (cost = bound), feasible, or stopped (told to); holes are priced, so there is always one.

    `bound` is proven: no legal roster costs less. `trace` has a step for each time the cost or the bound got better.
    `board` is the roster by index, with the packed town it is of.
    """

    status: str
    roster: Roster
    board: Board
    verdict: Verdict
    bound: int | None
    seconds: float
    seed: int
    workers: int
    trace: tuple[Step, ...]

    @property
    def cost(self) -> int:
        return self.verdict.cost


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and how hard to try: `seconds` of wall time, down to `gap`, at most `rounds` of neighbourhoods (None
    for as many as fit). With one worker, and seconds that are not used up, the same seed gives the same answer."""

    seconds: float = 60.0
    workers: int | None = None
    seed: int = 1
    gap: float = 0.0
    rounds: int | None = None

    @property
    def timed(self) -> bool:
        """Whether it is the clock that ends the solve; else a count of rounds or the gap does."""
        return self.rounds is None and not self.gap

    @property
    def cores(self) -> int:
        return self.workers or os.cpu_count() or 1

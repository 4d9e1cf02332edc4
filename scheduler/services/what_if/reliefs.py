"""What would help: small changes for several people, or more people, each tried on the empty seats of a roster."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

from sqlalchemy.orm import Session

from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.memory import Memory
from scheduler.services.rosters import find
from scheduler.services.what_if.helpers import Helpers, helpers
from solver import supposing
from solver.deadline import Deadline
from solver.problem import Problem
from solver.what_if import Filled, Gain

FURTHER = 400
"""Metres that are tried."""


@dataclass(frozen=True, slots=True)
class Relief:
    """A change of the rules, or of whom the roster calls on, in words: `filled` more seats, the cost falls by `saves`,
    and so many `people` serve more for it."""

    name: str
    text: str
    filled: int
    saves: int
    people: int


def reliefs(
    session: Session,
    who: Asker,
    code: str,
    *,
    memory: Memory,
    seconds: float,
    clock: Callable[[], float] = monotonic,
) -> tuple[Relief, ...]:
    """Those that fill a seat, the one that fills most for each who serves more first; what `seconds` leave untried is
    left out.

    Raises NotFound for no such roster, Forbidden for who does not plan it.
    """
    roster = find(session, who, code, right=Right.PLAN)
    held, deadline = memory.held(session, roster), Deadline(seconds, clock=clock)
    base = Filled(held.problem, held.duties, deadline)
    if not base.empty:
        return ()
    found = []
    for name, text, problem in _tries(held.problem, helpers(session, who, roster, held.problem)):
        if deadline.over():
            break
        gain = base.gain(problem, deadline)
        if gain.come:
            found.append(_told(gain, name, text))
    return tuple(sorted(found, key=lambda one: (-one.filled / max(1, one.people), -one.filled, one.text)))


def _told(gain: Gain, name: str, text: str) -> Relief:
    people, filled = {duty.volunteer for duty in gain.come}, len(gain.come)
    told = say("{change}：{people} 人多值，补上 {filled} 个空位", change=text, people=len(people), filled=filled)
    return Relief(name, told, filled, gain.saves, len(people))


def _tries(problem: Problem, more: tuple[Helpers, ...]) -> Iterator[tuple[str, str, Problem]]:
    everybody = {one.id for one in problem.volunteers}
    yield "week", say("每人每周多值 1 次"), supposing.more_often(problem, everybody, cap="week", more=1)
    yield "total", say("每人本期多值 1 次"), supposing.more_often(problem, everybody, cap="total", more=1)
    further = supposing.further(problem, everybody, metres=FURTHER)
    yield "reach", say("可达范围放宽 {metres} 米", metres=FURTHER), further
    yield from ((one.kind, one.text, one.asked(problem)) for one in more)

"""Memory: rosters kept packed between two questions, each only as long as nothing in the town has changed."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.store.audit import AuditEntry
from scheduler.store.rosters import Roster
from scheduler.store.snapshot import duties_of, snapshot
from solver.problem import Duty, Problem
from solver.standing import Standing

_MOST = 4
_MOST_DUTIES = 250_000
_NOT_THE_TOWN = ("session", "user", "token", "link", "contact", "reminder", "feed")
"""What an entry of the audit may be about without changing who serves where."""


@dataclass(frozen=True)
class Held:
    """The newest `version` of a roster: `problem` and `duties` as the town has them, `standing` the same, packed."""

    version: int
    problem: Problem
    duties: frozenset[Duty]
    standing: Standing

    @cached_property
    def lost(self) -> frozenset[Duty]:
        """The duties that the rules do not allow any more as the town stands now: somebody has leave, or has left."""
        return Standing(self.problem, self.duties).gone - self.problem.pinned


class Memory:
    """Belongs to one database. Every change of the town leaves an entry in the audit, in the same transaction, and none
    is ever taken out: as long as their number is the same, and the roster's version, so is what was packed."""

    def __init__(self, *, most: int = _MOST, most_duties: int = _MOST_DUTIES) -> None:
        self._most, self._most_duties = most, most_duties
        self._held: OrderedDict[int, tuple[tuple[int, int], Held]] = OrderedDict()
        self._lock = Lock()

    def held(self, session: Session, roster: Roster) -> Held:
        """The roster's newest version, packed now or before. Who asks must have been let in."""
        mark = roster.version, _entries(session)
        with self._lock:
            known = self._held.get(roster.id)
        if known is not None and known[0] == mark:
            self._keep(roster.id, *known)
            return known[1]
        found = _packed(session, roster)
        self._keep(roster.id, mark, found)
        return found

    def _keep(self, number: int, mark: tuple[int, int], found: Held) -> None:
        with self._lock:
            self._held[number] = mark, found
            self._held.move_to_end(number)
            while len(self._held) > 1 and self._too_much():
                self._held.popitem(last=False)

    def _too_much(self) -> bool:
        duties = sum(len(held.duties) for _, held in self._held.values())
        return len(self._held) > self._most or duties > self._most_duties


def _entries(session: Session) -> int:
    wanted = select(func.count()).select_from(AuditEntry).where(AuditEntry.noun.not_in(_NOT_THE_TOWN))
    return session.scalar(wanted) or 0


def _packed(session: Session, roster: Roster) -> Held:
    problem, duties = snapshot(session, roster), duties_of(session, roster)
    known = frozenset(duty for duty in duties if duty.shift in problem.shift)
    standing = Standing.as_told(problem, known)
    # Counted now rather than under the first question.
    _ = standing.cost
    return Held(roster.version, problem, known, standing)

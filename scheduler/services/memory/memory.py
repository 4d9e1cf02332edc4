"""Memory: a few rosters held, the same for everybody who asks one process."""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

from sqlalchemy.orm import Session

from scheduler.services.memory.answers import Answers
from scheduler.services.memory.held import Held
from scheduler.services.memory.mark import Mark, mark_of
from scheduler.services.memory.settling import resting, settle
from scheduler.services.memory.stepping import stepped
from scheduler.store.database import only_reads
from scheduler.store.rosters import Roster

_MOST = 4
_MOST_DUTIES = 250_000
_MANY = 5_000
"""Duties from which on it is worth while to leave a roster out of what is looked through for garbage."""

WARMED = 20
"""How often a roster is packed anew before anybody asks, until somebody does."""

_LENT, _MARKS = "memory", "marks"

Answer = TypeVar("Answer")


class Memory:
    """Belongs to one database, which others change at any time: whoever asks is given what is held only where the mark
    that their own transaction sees is the same. `most` rosters at once, of `most_duties` duties together."""

    def __init__(self, *, most: int = _MOST, most_duties: int = _MOST_DUTIES) -> None:
        self._most, self._most_duties = most, most_duties
        self._held: OrderedDict[int, tuple[Mark, Held]] = OrderedDict()
        self._warm: dict[int, int] = {}
        self._lock = Lock()
        self._turns: defaultdict[int, Lock] = defaultdict(Lock)
        self.answers = Answers()

    def held(self, session: Session, roster: Roster) -> Held:
        """The roster's newest version, packed now or before. Who asks must have been let in.

        What a transaction that changes things has packed is for itself: it may come to nothing.
        """
        mark = _mark(session, roster)
        if not only_reads(session):
            own: dict[int, tuple[Mark, Held]] = session.info.setdefault(self, {})
            known = own.get(roster.id) or self._known(roster.id)
            own[roster.id] = mark, _at(session, roster, mark, known)
            return own[roster.id][1]
        self._warm[roster.id] = WARMED
        found, much = self._packed(session, roster, mark)
        if much:
            settle()
        return found

    def warm(self, session: Session, roster: Roster) -> None:
        """Pack it before anybody asks, with what nearly everybody asks of it. The session must only read."""
        self._warm[roster.id] = self._warm.get(roster.id, WARMED) - 1
        with resting():
            found, much = self._packed(session, roster, _mark(session, roster), prepare=Held.prepare)
            # Whoever asks something else meanwhile need not wait for it.
            found.prepare_to_mend()
        if much:
            settle()

    def worth_warming(self) -> frozenset[int]:
        """The numbers of the rosters that are held and were not warmed `WARMED` times since somebody last asked."""
        with self._lock:
            return frozenset(number for number in self._held if self._warm.get(number, 0) > 0)

    @property
    def empty(self) -> bool:
        return not self._held

    def _packed(
        self, session: Session, roster: Roster, mark: Mark, prepare: Callable[[Held], object] = lambda _: None
    ) -> tuple[Held, bool]:
        """What is held then, and whether much was packed anew for it."""
        # One packs, and the others wait: together they would take as many times as long.
        with self._turn(roster.id), resting():
            known = self._known(roster.id)
            found = _at(session, roster, mark, known)
            prepare(found)
            self._keep(roster.id, mark, found)
        anew = known is None or found.problem.volunteers is not known[1].problem.volunteers
        return found, anew and len(found.duties) >= _MANY

    def holds(self, session: Session, roster: Roster) -> bool:
        """Whether the town around the roster need not be packed again."""
        known = self._known(roster.id)
        return known is not None and known[0].around == _mark(session, roster).around

    def _turn(self, number: int) -> Lock:
        with self._lock:
            return self._turns[number]

    def _known(self, number: int) -> tuple[Mark, Held] | None:
        with self._lock:
            return self._held.get(number)

    def _keep(self, number: int, mark: Mark, found: Held) -> None:
        with self._lock:
            self._held[number] = mark, found
            self._held.move_to_end(number)
            while len(self._held) > 1 and self._too_much():
                self._held.popitem(last=False)

    def _too_much(self) -> bool:
        duties = sum(len(held.duties) for _, held in self._held.values())
        return len(self._held) > self._most or duties > self._most_duties


def lend(session: Session, memory: Memory) -> None:
    """Let the session's use-cases find what is held."""
    session.info[_LENT] = memory


def recalled(session: Session, roster: Roster) -> Held:
    """The roster's newest version: as it is held, where the session was lent a memory, else read for this once."""
    memory: Memory | None = session.info.get(_LENT)
    return Held.of(session, roster) if memory is None else memory.held(session, roster)


def kept(session: Session, roster: Roster, question: Hashable, find: Callable[[], Answer]) -> Answer:
    """What `find` says of the roster, or said when it was asked the same and nothing has changed since. It must say it
    to everybody alike, and nothing that the roster's mark does not cover."""
    memory: Memory | None = session.info.get(_LENT)
    if memory is None or not only_reads(session):
        return find()
    return memory.answers.told((roster.id, question), _mark(session, roster), find)


def packed(session: Session, roster: Roster) -> bool:
    """Whether the session was lent a memory that holds the town around the roster as it stands."""
    memory: Memory | None = session.info.get(_LENT)
    return memory is not None and memory.holds(session, roster)


def _mark(session: Session, roster: Roster) -> Mark:
    """Asked once of a session that only reads: it sees one moment."""
    if not only_reads(session):
        return mark_of(session, roster)
    marks: dict[int, Mark] = session.info.setdefault(_MARKS, {})
    if roster.id not in marks:
        marks[roster.id] = mark_of(session, roster)
    return marks[roster.id]


def _at(session: Session, roster: Roster, mark: Mark, known: tuple[Mark, Held] | None) -> Held:
    if known is None:
        return Held.of(session, roster)
    was, held = known
    if was == mark:
        return held
    if was.around == mark.around:
        step = stepped(session, roster, held, published_anew=was.published != mark.published)
        return step or Held.of(session, roster)
    anew = Held.of(session, roster)
    # Most of what is changed in a town is nothing that this roster is judged by.
    return held if held == anew else anew

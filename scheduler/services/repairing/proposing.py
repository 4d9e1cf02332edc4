"""Proposing: who would step in, and who else could; nothing is kept."""

from collections.abc import Callable, Iterable
from time import monotonic

from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.services.judging import role_names
from scheduler.services.memory import Memory
from scheduler.services.repairing.come_up import ComeUp, disruption
from scheduler.services.repairing.telling import told
from scheduler.services.repairing.views import Change, Proposal, Seat, StandInView
from scheduler.services.rosters import find
from scheduler.services.sentences import Speaker
from scheduler.store.rosters import Roster
from solver.deadline import Deadline
from solver.problem import Duty
from solver.repair import Mended, mend
from solver.stand_ins import StandIn, stand_in, stand_ins
from solver.standing import Standing

MOST_STAND_INS = 5


def propose(
    session: Session,
    who: Asker,
    code: str,
    come_up: ComeUp,
    *,
    memory: Memory,
    seconds: float,
    clock: Callable[[], float] = monotonic,
) -> Proposal:
    """What mending the newest version would change, the best within `seconds` of that clock from when it is packed.

    Raises NotFound for no such roster, or what it does not have; Forbidden for who does not plan it; Invalid for
    impossible numbers.
    """
    roster = find(session, who, code, right=Right.PLAN)
    memory.held(session, roster)
    return proposed(session, roster, mended(session, roster, come_up, memory, Deadline(seconds, clock=clock)))


def mended(session: Session, roster: Roster, come_up: ComeUp, memory: Memory, deadline: Deadline) -> Mended:
    """The same for the solver; who asks must have been let in."""
    held = memory.held(session, roster)
    return mend(held.standing, disruption(session, held, come_up), deadline)


def proposed(session: Session, roster: Roster, found: Mended) -> Proposal:
    """The same in words."""
    words = _Words(found, Speaker(found.after.problem, role_names(session)))
    return Proposal(
        roster.code,
        roster.version,
        gone=words.changes(found.gone),
        moved=words.changes(found.moved),
        come=words.came(found.come),
        seats=tuple(words.seat(shift, wanted) for shift, wanted in found.empty.wanted.items()),
        people=len(found.people),
        before=found.before,
        left=found.left,
        cost=found.cost,
        bound=found.bound,
        late=found.late,
    )


class _Words:
    """Says what a repair changes."""

    def __init__(self, found: Mended, speaker: Speaker) -> None:
        self._found, self._problem, self._speak = found, found.after.problem, speaker

    def changes(self, duties: Iterable[Duty]) -> tuple[Change, ...]:
        return tuple(self._change(duty, "") for duty in sorted(duties, key=self._when))

    def came(self, duties: Iterable[Duty]) -> tuple[Change, ...]:
        return tuple(self._change(duty, self._why(duty)) for duty in sorted(duties, key=self._when))

    def seat(self, shift: int, wanted: int) -> Seat:
        one = self._problem.shifts[shift]
        found = stand_ins(self._found.empty, shift, most=MOST_STAND_INS)
        missing = min(wanted, self._found.after.board.open_seats(shift))
        views = tuple(self._stand_in(person, shift) for person in found)
        return Seat(one.id, self._speak.shift(one.id), wanted, missing, views)

    def _when(self, duty: Duty) -> tuple[int, Duty]:
        return self._problem.shift[duty.shift].span.start, duty

    def _change(self, duty: Duty, text: str) -> Change:
        person = self._problem.volunteer[duty.volunteer]
        unit = self._problem.unit[person.unit].name
        return Change(duty.shift, self._speak.shift(duty.shift), person.id, person.name or person.id, unit, text)

    def _why(self, duty: Duty) -> str:
        town = self._found.empty.town
        volunteer, shift = town.volunteer_index[duty.volunteer], town.shift_index[duty.shift]
        one = stand_in(self._freed(volunteer), volunteer, shift, change=0)
        return told(one, self._problem.shifts[shift], self._speak)

    def _freed(self, volunteer: int) -> Standing:
        """As it stands with nobody in their stead, and the volunteer off what they leave themselves."""
        empty, stays = self._found.empty, set(self._found.after.board.months[volunteer])
        leaves = [shift for shift in empty.board.months[volunteer] if shift not in stays]
        if not leaves:
            return empty
        freed = empty.apart()
        for shift in leaves:
            freed.board.remove(volunteer, shift)
        return freed

    def _stand_in(self, one: StandIn, shift: int) -> StandInView:
        person = self._problem.volunteer[one.volunteer]
        return StandInView(
            person.id,
            person.name or person.id,
            person.unit,
            self._problem.unit[person.unit].name,
            one.change,
            one.metres,
            one.duties,
            told(one, self._problem.shifts[shift], self._speak),
        )

"""Proposing: who of the grid that lends would take which empty seat of the other, and what that does to the month."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.services.lending.asked import Between, Lend, between
from scheduler.services.lending.lenders import Called, called
from scheduler.services.lending.ranking import Ranking
from scheduler.services.lending.telling import Effect, effect
from scheduler.services.repairing.views import StandInView
from scheduler.services.rosters import editable, find
from scheduler.store.rosters import Roster
from solver.problem import Duty


@dataclass(frozen=True, slots=True)
class Want:
    """A shift that misses so many people. `offered` are who could come, the best first, each as if nobody else had;
    `taken` are the codes of who comes."""

    shift: str
    title: str
    missing: int
    offered: tuple[StandInView, ...]
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lending:
    """What one roster's day would gain, thought up on its `version`; `told` whether people know all of that version
    already, so that whoever comes is told at once."""

    roster: str
    name: str
    version: int
    told: bool
    wants: tuple[Want, ...]
    effect: Effect

    @property
    def missing(self) -> int:
        return sum(want.missing for want in self.wants)

    @property
    def come(self) -> frozenset[Duty]:
        return frozenset(Duty(want.shift, volunteer) for want in self.wants for volunteer in want.taken)


@dataclass(frozen=True, slots=True)
class Proposed:
    """From one grid, by name, to the other: by roster, those that miss somebody there that day."""

    source: str
    target: str
    lendings: tuple[Lending, ...]


def propose(
    session: Session, who: Asker, asked: Lend, *, taken: Collection[Duty] | None = None, now: datetime
) -> Proposed:
    """Who would come, and the effect; nothing is kept. `taken` says who comes instead of the best for each seat.

    Raises NotFound for grids and rosters the asker does not see, Forbidden for those they do not plan, Invalid for a
    grid within the other, Conflict while a roster is being solved.
    """
    two = between(session, who, asked)
    rosters = list(session.scalars(two.rosters()))
    found = (_lending(session, who, roster, two, taken, now) for roster in rosters)
    return Proposed(two.source.name, two.target.name, tuple(one for one in found if one.wants))


def _lending(
    session: Session, who: Asker, roster: Roster, two: Between, taken: Collection[Duty] | None, now: datetime
) -> Lending:
    find(session, who, roster.code, right=Right.PLAN)
    editable(roster)
    there = called(session, roster, two)
    wants = tuple(_wants(there, taken))
    come = frozenset(Duty(want.shift, volunteer) for want in wants for volunteer in want.taken)
    told = effect(session, who, there.found, come, shifts=there.shifts, now=now)
    all_told = roster.published_version == roster.version
    return Lending(roster.code, roster.name, roster.version, all_told, wants, told)


def _wants(there: Called, taken: Collection[Duty] | None) -> Iterable[Want]:
    found, standing = there.found, there.found.held.standing
    index = standing.town.shift_index
    everybody, ranking = (Ranking(standing, there.lenders, found.speaker) for _ in range(2))
    short = [(code, missing) for code in there.shifts if (missing := standing.board.open_seats(index[code]))]
    for code, missing in sorted(short, key=lambda one: (found.problem.shift[one[0]].span.start, -one[1], one[0])):
        offered = everybody.best(index[code])
        if taken is None:
            come = _best(ranking, index[code], missing)
        else:
            come = tuple(sorted(duty.volunteer for duty in taken if duty.shift == code and duty not in found.duties))
        yield Want(code, found.speaker.shift(code), missing, offered, come)


def _best(ranking: Ranking, shift: int, missing: int) -> tuple[str, ...]:
    """One after the other: each sees who came before."""
    come: list[str] = []
    for _ in range(missing):
        first = ranking.best(shift, most=1)
        if not first:
            break
        ranking.take(first[0].volunteer, shift)
        come.append(first[0].volunteer)
    return tuple(come)

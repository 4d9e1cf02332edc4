"""Overview: rosters with how they stand, so that a coordinator sees at once what needs doing now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import SQLColumnExpression, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.looking import score_at
from scheduler.services.memory import kept
from scheduler.services.paging import Page, Paged
from scheduler.services.rosters import Listed, find, listing, page
from scheduler.services.views import Score
from scheduler.store.changes import ChangeSet
from scheduler.store.duties import Duty
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.snapshot.scope import scope_of

_BUSY = (RosterState.QUEUED, RosterState.SOLVING)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a roster's `version` stands: of `seats`, `vacant` are empty. `score` is None where nobody judged it."""

    roster: Listed
    version: int
    seats: int
    vacant: int
    score: Score | None

    @property
    def last(self) -> date:
        """Its last day."""
        return self.roster.last

    @property
    def newest(self) -> bool:
        """Whether this is the version that everything goes on from."""
        return self.version == self.roster.version

    @property
    def busy(self) -> bool:
        """Whether it is being solved, or waits to be."""
        return self.roster.state in _BUSY

    @property
    def unsolved(self) -> bool:
        """Whether it has shifts and nobody on them."""
        return self.roster.version == 0 and self.roster.state is RosterState.DRAFT

    @property
    def unpublished(self) -> bool:
        """Whether its newest version is not the one that people were told."""
        return self.roster.state in {RosterState.SOLVED, RosterState.PUBLISHED} and (
            self.roster.published_version != self.roster.version
        )


def overview(session: Session, who: Asker, wanted: Page) -> Paged[Standing]:
    """One page of the rosters that the asker may see, each as its newest version stands."""
    found = page(session, who, wanted)
    codes = [roster.code for roster in found.items]
    seats, scores = _seats(session, codes, Roster.version), _scores(session, codes)
    rows = (
        Standing(roster, roster.version, *seats.get(roster.code, (0, 0)), scores.get(roster.code))
        for roster in found.items
    )
    return Paged(tuple(rows), found.total)


def standing(session: Session, who: Asker, code: str, version: int | None = None) -> Standing:
    """How one roster stands in that version, None for the newest. Raises NotFound for no such roster or version."""
    number, score = score_at(session, who, code, version)
    row = find(session, who, code)
    counted = kept(session, row, (standing, number), lambda: _seats(session, [code], literal(number)))
    seats, vacant = counted.get(code, (0, 0))
    return Standing(listing(row, scope_of(session, row), who), number, seats, vacant, score)


def _seats(session: Session, codes: Iterable[str], version: SQLColumnExpression[int]) -> Mapping[str, tuple[int, int]]:
    """By code: seats, and how many of them are empty, in that version."""
    crews = (
        select(Duty.shift_id, func.count().label("people"))
        .join(Roster, Roster.id == Duty.roster_id)
        .where(Roster.code.in_(codes), Duty.state.not_in(NOT_DONE), Duty.added_in <= version)
        .where(or_(Duty.removed_in.is_(None), Duty.removed_in > version))
        .group_by(Duty.shift_id)
        .subquery()
    )
    missing = Shift.headcount - func.coalesce(crews.c.people, 0)
    wanted = (
        select(Roster.code, func.sum(Shift.headcount), func.sum(case((missing > 0, missing), else_=0)))
        .join(Shift, Shift.roster_id == Roster.id)
        .outerjoin(crews, crews.c.shift_id == Shift.id)
        .where(Roster.code.in_(codes), Shift.added_in <= version)
        .where(or_(Shift.cancelled_in.is_(None), Shift.cancelled_in > version))
        .group_by(Roster.code)
    )
    return {code: (int(seats), int(vacant)) for code, seats, vacant in session.execute(wanted)}


def _scores(session: Session, codes: Iterable[str]) -> Mapping[str, Score]:
    newest = and_(ChangeSet.roster_id == Roster.id, ChangeSet.version == Roster.version)
    wanted = select(Roster.code, ChangeSet.costs, ChangeSet.bound).join(ChangeSet, newest)
    rows = session.execute(wanted.where(Roster.code.in_(codes), ChangeSet.costs.is_not(None)))
    return {code: Score(costs, bound) for code, costs, bound in rows if costs is not None}

"""Overview: every roster with how it stands, so that a coordinator sees at once what needs doing now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.paging import Page, Paged
from scheduler.services.rosters import Listed, page
from scheduler.services.views import Score
from scheduler.store.changes import ChangeSet
from scheduler.store.duties import Duty
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE

_BUSY = (RosterState.QUEUED, RosterState.SOLVING)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a roster's newest version stands: of `seats`, `vacant` are empty. `score` is None where nobody judged it."""

    roster: Listed
    seats: int
    vacant: int
    score: Score | None

    @property
    def last(self) -> date:
        """Its last day."""
        return self.roster.start + timedelta(days=self.roster.days - 1)

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
    """One page of the rosters that the asker may see, each as it stands."""
    found = page(session, who, wanted)
    codes = [one.code for one in found.items]
    seats, scores = _seats(session, codes), _scores(session, codes)
    rows = tuple(Standing(one, *seats.get(one.code, (0, 0)), scores.get(one.code)) for one in found.items)
    return Paged(rows, found.total)


def _seats(session: Session, codes: Iterable[str]) -> Mapping[str, tuple[int, int]]:
    """By code: seats, and how many of them are empty, in the newest version."""
    crews = (
        select(Duty.shift_id, func.count().label("people"))
        .join(Roster, Roster.id == Duty.roster_id)
        .where(Roster.code.in_(codes), Duty.state.not_in(NOT_DONE), Duty.added_in <= Roster.version)
        .where(or_(Duty.removed_in.is_(None), Duty.removed_in > Roster.version))
        .group_by(Duty.shift_id)
        .subquery()
    )
    missing = Shift.headcount - func.coalesce(crews.c.people, 0)
    wanted = (
        select(Roster.code, func.sum(Shift.headcount), func.sum(case((missing > 0, missing), else_=0)))
        .join(Shift, Shift.roster_id == Roster.id)
        .outerjoin(crews, crews.c.shift_id == Shift.id)
        .where(Roster.code.in_(codes), Shift.added_in <= Roster.version)
        .where(or_(Shift.cancelled_in.is_(None), Shift.cancelled_in > Roster.version))
        .group_by(Roster.code)
    )
    return {code: (int(seats), int(vacant)) for code, seats, vacant in session.execute(wanted)}


def _scores(session: Session, codes: Iterable[str]) -> Mapping[str, Score]:
    newest = and_(ChangeSet.roster_id == Roster.id, ChangeSet.version == Roster.version)
    wanted = select(Roster.code, ChangeSet.costs, ChangeSet.bound).join(ChangeSet, newest)
    rows = session.execute(wanted.where(Roster.code.in_(codes), ChangeSet.costs.is_not(None)))
    return {code: Score(costs, bound) for code, costs, bound in rows if costs is not None}

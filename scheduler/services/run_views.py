"""Runs as people and programs see them: one of them, and all of the asker's rosters in pages."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, defer

from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.rosters import visible
from scheduler.services.run_parts import RunPart
from scheduler.services.run_proposals import Proposal
from scheduler.store.rosters import Roster
from scheduler.store.runs import Run, RunState


@dataclass(frozen=True, slots=True)
class RunView:
    """How a run gets on. `cost` and `bound` are the best so far, None before the first; `trace` lists
    (seconds, cost, bound) each time one of them got better; `error` says why it failed. `started_at` is None while it
    waits, `cancelling` says that somebody called it off, `finishing` that it is to end with the best it has. `part` is
    what is solved anew while the rest stays, None for all of it. One that `proposes` changes nothing by itself; its
    `proposal` is None before it is done."""

    number: int
    roster: str
    state: RunState
    seconds: float
    seed: int
    cost: int | None
    bound: int | None
    trace: tuple[tuple[float, int, int | None], ...]
    progress: str
    error: str | None
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    cancelling: bool
    finishing: bool
    part: RunPart | None
    proposes: bool
    proposal: Proposal | None

    @property
    def gap(self) -> float | None:
        """(cost - bound) / max(1, |cost|), to five decimals; None before there are both."""
        if self.cost is None or self.bound is None:
            return None
        return round((self.cost - self.bound) / max(1, abs(self.cost)), 5)

    @property
    def ended(self) -> bool:
        return self.state not in (RunState.QUEUED, RunState.RUNNING)


@dataclass(frozen=True, slots=True)
class RunFilter:
    """Only the runs of the roster of that code, and in that state; None for any."""

    roster: str | None = None
    state: RunState | None = None


def page(session: Session, who: Asker, page: Page, which: RunFilter) -> Paged[RunView]:
    """One page of the runs of rosters the asker may see, by when they were asked for."""
    wanted = _runs().where(visible(who))
    if which.roster is not None:
        wanted = wanted.where(Roster.code == which.roster)
    if which.state is not None:
        wanted = wanted.where(Run.state == which.state)
    found = paged(session, wanted, page, {"asked_at": Run.asked_at, "number": Run.id})
    return Paged(tuple(view_of(row, row.roster.code) for row in found.items), found.total)


def one(session: Session, who: Asker, number: int) -> RunView:
    """The run of that number. Raises NotFound."""
    row = find_run(session, who, number)
    return view_of(row, row.roster.code)


def find_run(session: Session, who: Asker, number: int, *, right: Right = Right.SEE) -> Run:
    """The run of that number. Raises NotFound outside the asker's scope, Forbidden without the right in it."""
    row = session.scalar(_runs().where(Run.id == number, visible(who)))
    if row is None:
        raise NotFound(say("没有这次排班，或不在您的管理范围内"))
    require(who, right, unit=row.roster.unit_id, grid=row.roster.grid_id)
    return row


def view_of(run: Run, roster: str) -> RunView:
    """The run as it is seen; `roster` is the code of its roster."""
    trace = tuple((seconds, cost, bound) for seconds, cost, bound in run.trace)
    return RunView(
        run.id, roster, run.state, run.seconds, run.seed,
        cost=run.cost, bound=run.bound, trace=trace, progress=run.progress, error=run.error,
        asked_at=run.asked_at, started_at=run.started_at, ended_at=run.ended_at,
        cancelling=run.cancel_asked_at is not None and run.state is RunState.RUNNING,
        finishing=run.finish_asked_at is not None and run.state is RunState.RUNNING,
        part=RunPart.unpacked(run.part) if run.part else None,
        proposes=run.proposes, proposal=Proposal.unpacked(run.proposal) if run.proposal else None,
    )  # fmt: skip


def _runs() -> Select[Run]:
    """Runs with their rosters, without the checkpoint: it can be large."""
    return select(Run).join(Run.roster).options(contains_eager(Run.roster), defer(Run.checkpoint))

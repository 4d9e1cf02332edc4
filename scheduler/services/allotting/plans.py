"""Plans of stewardship: asked for, looked at, called off. A clock process makes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session, undefer

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.allotting.telling import shown
from scheduler.services.allotting.town import town_of
from scheduler.services.allotting.wanted import Wanted
from scheduler.services.audit import note
from scheduler.services.paging import Page, Paged, paged
from scheduler.store.allotments import Allotment
from scheduler.store.lifecycle import step
from scheduler.store.runs import RunState
from scheduler.store.users import User

LIVE = (RunState.QUEUED, RunState.RUNNING)
MOST_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan. `found` is what it says, None before it is made, and in lists; `worst` and `bound` are the largest load
    so far and what is proven of it, in thousandths of a duty a person and month; `by` is who asked."""

    number: int
    name: str
    state: RunState
    wanted: Wanted
    by: str
    asked_at: datetime
    ended_at: datetime | None
    seconds: float
    progress: str
    worst: int | None
    bound: int | None
    found: Mapping[str, Any] | None
    error: str | None

    @property
    def gap(self) -> float | None:
        """(worst - bound) / max(1, worst), to five decimals; None before there are both."""
        if self.worst is None or self.bound is None:
            return None
        return round((self.worst - self.bound) / max(1, self.worst), 5)

    @property
    def ended(self) -> bool:
        return self.state not in LIVE


def request(
    session: Session, who: Asker, wanted: Wanted, *, name: str = "", seconds: float = 30.0, now: datetime
) -> int:  # fmt: skip
    """Ask for a plan, to be searched for at most so many seconds; gives its number.

    Raises Forbidden for who rules nothing, Invalid for impossible days or seconds or a town without points, NotFound
    for codes that are none of theirs.
    """
    require_ruler(who)
    if not 1 <= seconds <= MOST_SECONDS:
        raise Invalid(say("时间应在 1 秒到 1 小时之间，现在是 {seconds} 秒", seconds=seconds))
    town_of(session, who, wanted.checked())
    kept = wanted.packed()
    row = Allotment(
        name=name or say("{day} 起的分包方案", day=wanted.start), asked_by=who.user_id, asked_at=now, seconds=seconds,
        wanted=kept,
    )  # fmt: skip
    session.add(row)
    session.flush()
    note(session, who, "plan", "allotment", row.id, now=now, seconds=seconds, wanted=kept)
    return row.id


def page(session: Session, who: Asker, page: Page, *, state: RunState | None = None) -> Paged[PlanView]:
    """One page of the asker's plans, and of everybody's for who rules the town; without what they say."""
    wanted = select(Allotment).where(_visible(who))
    if state is not None:
        wanted = wanted.where(Allotment.state == state)
    found = paged(session, wanted, page, {"asked_at": Allotment.asked_at, "number": Allotment.id})
    names = dict(
        session.execute(select(User.id, User.name).where(User.id.in_({row.asked_by for row in found.items}))).all()
    )
    return Paged(tuple(_view(row, names[row.asked_by], whole=False) for row in found.items), found.total)


def one(session: Session, who: Asker, number: int) -> PlanView:
    """The plan of that number, with what it says. Raises NotFound."""
    row = find(session, who, number)
    by = session.scalars(select(User.name).where(User.id == row.asked_by)).one()
    return _view(row, by, whole=True)


def cancel(session: Session, who: Asker, number: int, *, now: datetime) -> None:
    """Call it off: at once while it waits, within seconds while it is made. Raises NotFound, Conflict once it ended."""
    row = find(session, who, number)
    if row.state not in LIVE or row.cancel_asked_at is not None:
        raise Conflict(say("这个方案已经结束，或正在取消"))
    if row.state is RunState.QUEUED:
        step(session, row, RunState.CANCELLED, by=who.user_id, at=now, why=say("取消编制"))
        row.ended_at = now
    row.cancel_asked_at = now
    note(session, who, "cancel", "allotment", row.id, now=now)


def require_ruler(who: Asker) -> None:
    """Raises Forbidden for who rules no unit."""
    if who.units(Right.RULE) == frozenset():
        raise Forbidden(say("只有管理员能编制和启用分包方案"))


def find(session: Session, who: Asker, number: int) -> Allotment:
    """The row of a plan of theirs. Raises NotFound."""
    wanted = select(Allotment).where(Allotment.id == number, _visible(who)).options(undefer(Allotment.found))
    row = session.scalar(wanted)
    if row is None:
        raise NotFound(say("没有第 {number} 号分包方案，或不在您的管理范围内", number=number))
    return row


def made(session: Session, who: Asker, number: int) -> Mapping[str, Any]:
    """What a plan says. Raises NotFound, Conflict where it is not made yet."""
    return said(find(session, who, number))


def said(row: Allotment) -> Mapping[str, Any]:
    """What this plan says. Raises Conflict where it is not made yet."""
    if row.state is not RunState.DONE or row.found is None:
        raise Conflict(say("第 {number} 号分包方案还没有编好", number=row.id))
    return row.found


def _visible(who: Asker) -> ColumnElement[bool]:
    return true() if who.may(Right.RULE) else Allotment.asked_by == who.user_id


def _view(row: Allotment, by: str, *, whole: bool) -> PlanView:
    return PlanView(
        row.id, row.name, row.state, Wanted.unpacked(row.wanted), by,
        asked_at=row.asked_at, ended_at=row.ended_at, seconds=row.seconds, progress=row.progress,
        worst=row.worst, bound=row.bound, found=shown(row.found) if whole and row.found else None, error=row.error,
    )  # fmt: skip

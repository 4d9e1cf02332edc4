"""The roster that somebody asks for by its days: found or made, with the shifts that the patterns give it today."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from scheduler.errors import Conflict, Invalid
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.drafting import Drafted
from scheduler.services.part_of_town import part_of_town
from scheduler.services.rosters import NewRoster, create, up_to_date
from scheduler.store.grids import Grid
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.units import Unit

_OPEN = (RosterState.DRAFT, RosterState.SOLVED, RosterState.QUEUED, RosterState.SOLVING)


def create_or_refresh(session: Session, who: Asker, asked: NewRoster, *, now: datetime) -> Drafted:
    """The roster that is asked for, its shifts up to date: the one of that code, else one that is not published for
    the same days and scope, else a new one.

    Raises what `create` and `up_to_date` raise; Conflict for a code that stands for other days or another scope;
    Invalid, saying why, where it would have no shift: the transaction, with what is made by then, must not be kept.
    """
    same = _same(session, who, asked)
    if asked.code:
        scoped = select(Roster).options(joinedload(Roster.unit), joinedload(Roster.grid))
        taken = session.scalar(scoped.where(Roster.code == asked.code))
        if taken and not session.scalar(select(Roster.id).where(Roster.id == taken.id, *same)):
            raise _other(who, taken)
        known = taken.code if taken else None
    else:
        wanted = select(Roster.code).where(*same, Roster.state.in_(_OPEN))
        known = session.scalar(wanted.order_by(Roster.id.desc()).limit(1))
    if known:
        drafted = up_to_date(session, who, known, policy=asked.policy, now=now)
    else:
        drafted = create(session, who, asked, now=now)
    if drafted.why_nothing:
        raise Invalid(say("没有可排的班次：{why}", why=drafted.why_nothing))
    return drafted


def _same(session: Session, who: Asker, asked: NewRoster) -> tuple[ColumnElement[bool], ...]:
    """The conditions on Roster: those days of that part of the town."""
    unit, grid = part_of_town(session, who, unit=asked.unit, grid=asked.grid)
    days = Roster.start == asked.start, Roster.days == asked.days
    return *days, _is(Roster.unit_id, unit), _is(Roster.grid_id, grid)


def _is(column: InstrumentedAttribute[int | None], row: Unit | Grid | None) -> ColumnElement[bool]:
    return column.is_(None) if row is None else column == row.id


def _other(who: Asker, taken: Roster) -> Conflict:
    """The refusal of a code that another roster bears, with its days and scope for whoever may see it."""
    if not who.may(Right.SEE, unit=taken.unit_id, grid=taken.grid_id):
        return Conflict(say("已有排班表 {code}", code=taken.code))
    scope = taken.unit or taken.grid
    span = f"{taken.start} – {taken.start + timedelta(days=taken.days - 1)}"
    told = {"code": taken.code, "span": span, "scope": scope.name if scope else say("全市")}
    return Conflict(say("排班表 {code} 已有，是{scope}的 {span}；请换一个编号，或不写 --start", **told))

"""Rosters: making one for a part of the town and some weeks, finding it again, listing them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import Conflict, Invalid, NotFound
from scheduler.language import say
from scheduler.services import drafting
from scheduler.services.access import Asker, Right, require
from scheduler.services.audit import note
from scheduler.services.drafting import Drafted
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.part_of_town import code_for, name_for, part_of_town
from scheduler.store.grids import Grid
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.snapshot.limits import checked
from scheduler.store.units import Unit

LONGEST = 366
_BUSY = (RosterState.QUEUED, RosterState.SOLVING)


@dataclass(frozen=True, slots=True)
class NewRoster:
    """What is asked for: `days` days from `start`, for the subtree of a unit or a grid (codes), the town for neither.

    `code` and `name` None: made from scope and month. `policy` overrides weights and limits by name.
    """

    start: date
    days: int
    unit: str | None = None
    grid: str | None = None
    code: str | None = None
    name: str | None = None
    policy: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listed:
    """A roster in a list. `scope` is the name of its unit or grid, None for the town; `may` what the asker may do."""

    code: str
    name: str
    scope: str | None
    start: date
    days: int
    state: RosterState
    version: int
    published_version: int | None
    may: frozenset[Right]

    @property
    def last(self) -> date:
        """Its last day."""
        return self.start + timedelta(days=self.days - 1)


def create(session: Session, who: Asker, asked: NewRoster, *, now: datetime) -> Drafted:
    """Make a draft and unfold the town's patterns to its shifts.

    Raises NotFound for a unit or grid that is not there for the asker, Conflict for a code that is taken, Invalid
    for impossible days or policy, or a headcount that cannot be worked out.
    """
    unit, grid = part_of_town(session, who, unit=asked.unit, grid=asked.grid)
    if not 1 <= asked.days <= LONGEST:
        raise Invalid(say("天数应在 1 到 {most} 之间，现在是 {days}", most=LONGEST, days=asked.days))
    roster = Roster(
        code=code_for(session, asked.code, asked.start, unit or grid),
        name=asked.name or name_for(asked.start, unit or grid),
        unit_id=unit.id if unit else None,
        grid_id=grid.id if grid else None,
        start=asked.start,
        days=asked.days,
        policy=checked(asked.policy),
        created_by=who.user_id,
        created_at=now,
    )
    session.add(roster)
    session.flush()
    drafted = drafting.unfold_shifts(session, roster)
    note(session, who, "create", "roster", roster.code, now=now, shifts=drafted.shifts, seats=drafted.seats)
    return drafted


def up_to_date(
    session: Session, who: Asker, code: str, *, policy: Mapping[str, Any] | None = None, now: datetime
) -> Drafted:
    """The roster with its shifts refreshed, and what `policy` names set anew; as it stands while it is being solved.

    Raises what `refresh` raises, Invalid for an impossible policy.
    """
    roster = find(session, who, code, right=Right.PLAN)
    if policy:
        editable(roster, but_published=True)
        roster.policy = checked({**roster.policy, **policy})
        note(session, who, "policy", "roster", code, now=now, **policy)
    if roster.state in _BUSY:
        return drafting.as_it_stands(session, roster)
    return refresh(session, who, code, now=now)


def refresh(session: Session, who: Asker, code: str, *, now: datetime) -> Drafted:
    """Unfold the patterns anew for a roster that is not published; duties on shifts that are still there stay.

    Raises NotFound, Forbidden, Conflict while it is being solved or once it is published.
    """
    roster = find(session, who, code, right=Right.PLAN)
    editable(roster, but_published=True)
    drafted = drafting.refold_shifts(session, roster, by=who.user_id, now=now)
    if drafted.changed:
        note(session, who, "refresh", "roster", code, now=now, shifts=drafted.shifts, seats=drafted.seats)
    return drafted


def find(session: Session, who: Asker, code: str, *, right: Right = Right.SEE) -> Roster:
    """The roster of that code. Raises NotFound outside the asker's scope, Forbidden without the right in it."""
    roster = session.scalar(select(Roster).where(Roster.code == code))
    if roster is None or not who.may(Right.SEE, unit=roster.unit_id, grid=roster.grid_id):
        raise NotFound(say("没有排班表 {code}，或不在您的管理范围内", code=code))
    require(who, right, unit=roster.unit_id, grid=roster.grid_id)
    return roster


def editable(roster: Roster, *, but_published: bool = False) -> None:
    """Raises Conflict while the roster is being solved, when archived, and when published if that is barred."""
    if roster.state in _BUSY:
        raise Conflict(say("排班表 {code} 正在排班，请等它结束或先取消", code=roster.code))
    if roster.state is RosterState.ARCHIVED:
        raise Conflict(say("排班表 {code} 已归档，不能再改", code=roster.code))
    if but_published and roster.state is RosterState.PUBLISHED:
        raise Conflict(say("排班表 {code} 已发布：只能手工调整，再发布新的一版", code=roster.code))


def listed(session: Session, who: Asker) -> tuple[Listed, ...]:
    """The rosters the asker may see, the latest first."""
    return page(session, who, Page(order="-start")).items


def page(session: Session, who: Asker, page: Page, *, state: RosterState | None = None) -> Paged[Listed]:
    """One page of the rosters the asker may see, by start, code or name; only those in `state` where one is given."""
    wanted = select(Roster).options(joinedload(Roster.unit), joinedload(Roster.grid)).where(visible(who))
    if state is not None:
        wanted = wanted.where(Roster.state == state)
    found = paged(session, wanted, page, {"start": Roster.start, "name": Roster.name, "code": Roster.code})
    return Paged(tuple(listing(row, row.unit or row.grid, who) for row in found.items), found.total)


def visible(who: Asker) -> ColumnElement[bool]:
    units, grids = who.units(Right.SEE), who.grids(Right.SEE)
    if units is None or grids is None:
        return true()
    return or_(Roster.unit_id.in_(units), Roster.grid_id.in_(grids))


def listing(row: Roster, scope: Unit | Grid | None, who: Asker) -> Listed:
    """The roster with its scope, None for the town, as a list shows it to the asker."""
    return Listed(
        row.code,
        row.name,
        scope.name if scope else None,
        row.start,
        row.days,
        row.state,
        row.version,
        row.published_version,
        may=who.rights(unit=row.unit_id, grid=row.grid_id),
    )

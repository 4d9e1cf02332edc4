"""What is asked: from which grid to which, on which day; and what both are to the database."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from scheduler.errors import Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.services.coverage.counting import begins_on, told
from scheduler.services.editing.points import stewarded
from scheduler.store.grids import Grid
from scheduler.store.points import Point
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.scope import below
from scheduler.store.stewardship import Stewardship
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class Lend:
    """People of the grid `source` come to shifts in the grid `target`, both by code and with all below, that begin on
    that `day` of the town."""

    day: date
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Between:
    """The two grids, which the asker plans both, on that day."""

    day: date
    source: Grid
    target: Grid

    def people(self) -> Select[int]:
        """The ids of the volunteers of the units that answer for a point of the source, who are there on the day."""
        held = select(Stewardship.unit_id).join(Point, Point.id == Stewardship.point_id)
        held = held.where(stewarded(self.day), Point.grid_id.in_(below(Grid, self.source.id)))
        return select(Volunteer.id).where(Volunteer.unit_id.in_(held), there_on(self.day))

    def shifts(self) -> Select[str]:
        """The codes of shifts of any roster at the points of the target that begin on the day."""
        here = Point.grid_id.in_(below(Grid, self.target.id))
        joined = select(Shift.code).join(Point, Point.id == Shift.point_id).join(Roster, Roster.id == Shift.roster_id)
        return joined.where(here, begins_on(self.day))

    def rosters(self) -> Select[Roster]:
        """The published rosters that have such shifts, by code."""
        published = and_(Roster.state == RosterState.PUBLISHED, told(Shift.added_in, Shift.cancelled_in))
        numbers = self.shifts().with_only_columns(Shift.roster_id).where(published)
        return select(Roster).where(Roster.id.in_(numbers)).order_by(Roster.code)


def between(session: Session, who: Asker, asked: Lend) -> Between:
    """The two grids. Raises NotFound for a grid the asker does not see, Forbidden for one they do not plan, Invalid
    where one is part of the other."""
    source, target = (_planned(session, who, code) for code in (asked.source, asked.target))
    for one, other in ((source, target), (target, source)):
        if one.id in set(session.scalars(below(Grid, other.id))):
            raise Invalid(say("两个网格不能互相包含，请选两个不同的片区"))
    return Between(asked.day, source, target)


def there_on(day: date) -> ColumnElement[bool]:
    """The condition on Volunteer: they have joined and not left by that day."""
    joined = or_(Volunteer.joined_on.is_(None), Volunteer.joined_on <= day)
    return and_(joined, or_(Volunteer.left_on.is_(None), Volunteer.left_on > day))


def _planned(session: Session, who: Asker, code: str) -> Grid:
    row = session.scalar(select(Grid).where(Grid.code == code))
    if row is None:
        raise NotFound(say("没有网格 {code}，或不在您的管理范围内", code=code))
    require(who, Right.PLAN, grid=row.id)
    return row

"""The nearest day on which something was published: where a page of a day has nothing to show, it leads there."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.clock import at, today
from scheduler.services.access import Asker
from scheduler.services.coverage.counting import told
from scheduler.services.territory import sees_point
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift


def nearest(session: Session, who: Asker, day: date) -> date | None:
    """The day of the town nearest to `day`, the later of two, on which a published shift begins at a point that the
    asker sees; None where there is none."""
    midnight = at(day, 0)
    before, after = func.max(Shift.starts_at), func.min(Shift.starts_at)
    wanted = (
        select(before.filter(Shift.starts_at < midnight), after.filter(Shift.starts_at >= midnight))
        .join(Roster, Roster.id == Shift.roster_id)
        .join(Point, Point.id == Shift.point_id)
        .where(told(Shift.added_in, Shift.cancelled_in), sees_point(who))
    )
    days = [today(moment) for moment in session.execute(wanted).one() if moment is not None]
    return min(days, key=lambda found: (abs(found - day), found < day), default=None)

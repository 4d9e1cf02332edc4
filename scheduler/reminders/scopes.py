"""Whose scope a crew is in: by the grid of its point, the units that answer for that, or the unit of its roster."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from scheduler.reminders.crews import Crew
from scheduler.services.access import Asker, Right
from scheduler.store.stewardship import Stewardship


class Scopes:
    """Reads once who answers for which point on some days, [first, last)."""

    def __init__(self, session: Session, first: date, last: date) -> None:
        open_ended = or_(Stewardship.until_day.is_(None), Stewardship.until_day > first)
        held = select(Stewardship.point_id, Stewardship.unit_id).where(Stewardship.from_day < last, open_ended)
        self._units: dict[int, set[int]] = defaultdict(set)
        for point, unit in session.execute(held):
            self._units[point].add(unit)

    def within(self, who: Asker, crews: Iterable[Crew]) -> list[Crew]:
        """Those of the crews that the asker may see, in their order."""
        units, grids = who.units(Right.SEE), who.grids(Right.SEE)
        if units is None or grids is None:
            return list(crews)
        return [
            crew
            for crew in crews
            if crew.grid_id in grids or crew.roster_unit in units or self._units.get(crew.point_id, set()) & units
        ]

"""Paper of a cut: their people's list, unit by unit, and the sheets for the doors of their points."""

from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.exporting.paper import MOST, Kind, Paper, Wanted, of_people, opened_phones, require_within
from scheduler.services.ours.cut import Cut, seen
from scheduler.services.ours.rows import people, posts
from scheduler.services.roster_parts import NOTHING
from scheduler.store.vault import Vault


def paper(session: Session, who: Asker, of: Cut, wanted: Wanted, *, vault: Vault, now: datetime) -> Paper:
    """What is to be printed: points or units. Raises what `exporting.paper.paper` raises."""
    nothing = seen(session, of, part=NOTHING)
    require_within(nothing, wanted)
    if wanted.kind is Kind.POINTS:
        rows = posts(session, of, which=wanted.which, part=wanted.part)
        points = frozenset(one.point for one in rows)
        if not 0 < len(points) <= MOST[wanted.kind]:
            return Paper(nothing, len(points), (), frozenset(), {})
        view = seen(session, of, part=wanted.part.of(points=points))
        return Paper(view, len(points), rows, frozenset(), {})
    named = (one for one in people(session, of, part=wanted.part) if one.count)
    some = frozenset(one.volunteer for one in named if wanted.which.unit in ("", one.unit))
    if not 0 < len(some) <= MOST[wanted.kind]:
        return Paper(nothing, len(some), (), frozenset(), {})
    view = of_people(seen(session, of, part=wanted.part.of(people=some), strangers=False), some)
    return Paper(view, len(some), (), some, opened_phones(session, who, view, wanted, vault=vault, now=now))

"""A town for plans: one junction far too much for the unit that holds it, and a unit beside it with nothing to do."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from scheduler import runs
from scheduler.services.access import Asker
from scheduler.services.allotting import plans
from scheduler.services.allotting.wanted import Wanted
from scheduler.store.database import Sessions, transaction
from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point
from scheduler.store.stewardship import Part, Stewardship
from scheduler.store.units import Unit
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import NOW, a_point, a_unit, a_volunteer, added

OCTOBER, SEASON = date(2026, 10, 1), date(2026, 12, 1)
HERE, NEAR, FAR = (116.70, 39.52), (116.71, 39.52), (116.90, 39.52)
"""NEAR is 860 m from HERE, FAR 17 km."""


def a_unit_at(session: Session, code: str, place: tuple[float, float], people: int, **fields: Any) -> Unit:
    unit = a_unit(session, code, name=f"单位{code}", longitude=place[0], latitude=place[1], **fields)
    for number in range(people):
        a_volunteer(session, unit, f"{code}-{number}")
    return unit


def a_town(session: Session) -> Asker:
    """u1 and u2 of ten people each HERE and NEAR, u3 of ten FAR; u1 holds p1 since October. Two people every day."""
    command = a_unit(session, "c", name="指挥部")
    first = a_unit_at(session, "u1", HERE, 10, parent_id=command.id)
    a_unit_at(session, "u2", NEAR, 10, parent_id=command.id)
    a_unit_at(session, "u3", FAR, 10)
    point = a_point(session, "p1", path=[list(HERE)], came_path=[list(HERE)])
    added(session, Stewardship(unit_id=first.id, point_id=point.id, from_day=OCTOBER))
    kinds = ["workday", "makeup", "rest", "holiday"]
    added(session, ShiftPattern(code="all", name="每天", day_kinds=kinds, spans=[[450, 510]], headcount="4"))
    return an_admin(session)


def wanted(**asked: Any) -> Wanted:
    """Thirty days from 1 December 2026, nobody expected to be away, changes for nothing."""
    return Wanted(**{"start": SEASON, "days": 30, "absence": 0, "change": 0, **asked})


def a_plan(sessions: Sessions, who: Asker, asked: Wanted) -> int:
    """Its number; asked for and made."""
    with transaction(sessions) as session:
        number = plans.request(session, who, asked, seconds=60, now=NOW)
    claim = runs.claim_allotment(sessions, number, now=NOW)
    assert claim is not None
    assert runs.work_allotment(sessions, claim, clock=lambda: NOW, workers=1) is None
    return number


def held(session: Session, point: str = "p1") -> list[tuple[str, Part, date, date | None]]:
    """All contracts of the point there ever were: unit, part, first day, end."""
    rows = session.query(Unit.code, Stewardship.part, Stewardship.from_day, Stewardship.until_day)
    found = rows.select_from(Stewardship).join(Unit, Unit.id == Stewardship.unit_id)
    found = found.join(Point, Point.id == Stewardship.point_id).filter(Point.code == point)
    return sorted(((code, part, first, end) for code, part, first, end in found), key=lambda row: (row[0], row[2]))

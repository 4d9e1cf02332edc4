"""Whom a roster calls on, and who answers for a point on which day."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.snapshot import snapshot
from scheduler.store.stewardship import Stewardship
from tests.scheduler import rows
from tests.scheduler.store.town import a_town


def test_a_point_whose_stewards_change_is_two_points(session: Session) -> None:
    unit, point, roster, _ = a_town(session)
    second = rows.a_unit(session, "u2", name="税务局")
    rows.added(session, Stewardship(unit_id=second.id, point_id=point.id, from_day=date(2026, 12, 10)))
    late: dict[str, Any] = {"starts_at": at(date(2026, 12, 10), 450), "ends_at": at(date(2026, 12, 10), 510)}
    rows.a_shift(session, roster, point, "s2", **late)
    who = rows.a_volunteer(session, unit, usual_points=[point])

    problem = snapshot(session, roster)

    pools = {shift.id: (shift.point, problem.point[shift.point].stewards) for shift in problem.shifts}
    assert pools == {"s1": ("p1", ("u1",)), "s2": ("p1@2026-12-10", ("u1", "u2"))}
    assert problem.volunteer[who.code].usual == ("p1", "p1@2026-12-10")


def test_a_units_roster_calls_on_its_subtree_and_a_grids_on_its_stewards(session: Session) -> None:
    unit, point, roster, _ = a_town(session)
    branch = rows.a_unit(session, "u11", parent_id=unit.id)
    stranger = rows.a_unit(session, "u2")
    for code, of in (("v1", unit), ("v2", branch), ("v3", stranger)):
        rows.a_volunteer(session, of, code)
    street = rows.added(session, Grid(code="s", name="街道", level=GridLevel.STREET))
    community = rows.added(session, Grid(code="k", name="社区", level=GridLevel.COMMUNITY, parent_id=street.id))
    point.grid_id = community.id

    roster.unit_id = unit.id
    session.flush()
    assert [one.id for one in snapshot(session, roster).volunteers] == ["v1", "v2"]

    roster.unit_id, roster.grid_id = None, street.id
    session.flush()
    assert [one.id for one in snapshot(session, roster).volunteers] == ["v1"]


def test_somebody_lent_brings_their_whole_unit_to_the_count_of_who_may_be_out(session: Session) -> None:
    unit, _, roster, shift = a_town(session)
    roster.unit_id = unit.id
    lender = rows.a_unit(session, "u2", name="税务局")
    lent = [rows.a_volunteer(session, lender, f"v{n}") for n in range(5)]
    rows.a_volunteer(session, lender, "gone", left_on=roster.start)
    rows.a_volunteer(session, lender, "later", joined_on=date(2027, 6, 1))
    rows.a_duty(session, shift, lent[0])

    problem = snapshot(session, roster)

    # Half of the five who are there in December, though the roster calls on one of them only.
    assert [one.id for one in problem.volunteers] == ["v0"]
    assert problem.unit["u2"].most_out == 2

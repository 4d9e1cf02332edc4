"""A plan says what it does for whom before anything changes, within reach, district and what is supposed."""

from datetime import date, datetime, timedelta

import pytest

from scheduler import runs
from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.language import choose
from scheduler.services.access import asker
from scheduler.services.allotting import comparing, plans
from scheduler.services.allotting.wanted import NewPoint
from scheduler.services.paging import Page
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.points import Point
from scheduler.store.runs import RunState
from scheduler.store.volunteers import Volunteer
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW, a_point, a_unit, added
from tests.scheduler.services.allotting.planned import HERE, NEAR, SEASON, a_plan, a_town, a_unit_at, wanted


def points_of(sessions: Sessions, number: int) -> dict[str, list[str]]:
    with reading(sessions) as session:
        found = plans.one(session, asker(session, "boss"), number).found
    assert found is not None
    return {one["point"]: one["after"] for one in found["points"]}


def test_the_unit_that_carries_too_much_is_joined_by_the_one_beside_it(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)

    number = a_plan(sessions, boss, wanted())

    with reading(sessions) as session:
        plan = plans.one(session, boss, number)
    # 30 days of 4 are 120 duties a month: 12 for each of ten people, 6 for each of twenty.
    assert plan.state is RunState.DONE
    assert plan.found is not None
    units = {one["unit"]: one for one in plan.found["units"]}
    assert units["u1"]["before"] == 12000
    assert {code: one["after"] for code, one in units.items()} == {"c": 0, "u1": 6000, "u2": 6000, "u3": 0}
    assert units["u1"]["advice"] == "人均 12 班/月，建议并入单位u2"
    assert (plan.worst, plan.bound, plan.gap) == (6000, 6000, 0.0)
    (point,) = plan.found["points"]
    assert (point["point"], point["before"], point["after"]) == ("p1", ["u1"], ["u1", "u2"])


def test_its_advice_is_in_the_language_of_who_reads_it(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
    number = a_plan(sessions, boss, wanted())

    choose("en")
    with reading(sessions) as session:
        found = plans.one(session, boss, number).found
    choose("zh")

    assert found is not None
    assert "12 duties a person and month: let it be joined by 单位u2" in [one["advice"] for one in found["units"]]


def test_a_contract_is_kept_where_a_change_counts_for_more(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)

    number = a_plan(sessions, boss, wanted(change=1_000_000))

    assert points_of(sessions, number) == {"p1": ["u1"]}


def test_leave_and_caps_count_against_the_strength_of_a_unit(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
        away, often, gone = (session.query(Volunteer).filter_by(code=code).one() for code in ("u2-0", "u2-1", "u2-2"))
        begins = datetime(2026, 11, 30, 16, tzinfo=NOW.tzinfo)
        span = {"starts_at": begins, "ends_at": begins + timedelta(days=15), "state": AbsenceState.APPROVED}
        added(session, Absence(volunteer_id=away.id, **span))
        often.cap_week, gone.left_on = 1, date(2026, 12, 1)

    number = a_plan(sessions, boss, wanted())

    with reading(sessions) as session:
        found = plans.one(session, boss, number).found
    assert found is not None
    # Half of the season away, one duty a week of the usual four, and one who has left: 10 - 0.5 - 0.75 - 1.
    assert {one["unit"]: one["strength"] for one in found["units"]} == {"c": 0, "u1": 1000, "u2": 775, "u3": 1000}


def test_units_stay_in_the_district_of_their_command(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
        inside = added(session, Grid(code="g1", name="东区", level=GridLevel.DISTRICT))
        added(session, Grid(code="g2", name="西区", level=GridLevel.DISTRICT))
        a_point(session, "p2", grid_id=inside.id, path=[list(NEAR)], came_path=[list(NEAR)])
        other = a_unit(session, "d", name="二指挥部")
        a_unit_at(session, "u4", HERE, 5, parent_id=other.id)

    number = a_plan(sessions, boss, wanted(districts={"c": "g1"}))

    # p1 lies in no grid at all: the first command's units leave it.
    assert set(points_of(sessions, number)["p1"]) == {"u4"}
    assert set(points_of(sessions, number)["p2"]) <= {"u1", "u2", "u4"}


def test_a_whole_community_is_one_units(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
        grid = added(session, Grid(code="g1", name="东关", level=GridLevel.COMMUNITY))
        for code in ("p2", "p3"):
            a_point(session, code, grid_id=grid.id, path=[list(NEAR)], came_path=[list(NEAR)])

    for whole in ("g1", "all"):
        points = points_of(sessions, a_plan(sessions, boss, wanted(whole=(whole,))))

        assert points["p2"] == points["p3"]
        assert len(points["p2"]) == 1


def test_what_is_supposed_stands_beside_the_plan_without_it(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)

    number = a_plan(sessions, boss, wanted(lost=("u2",), added=(NewPoint("new", 30, HERE),)))

    with reading(sessions) as session:
        found = plans.one(session, boss, number).found
    assert found is not None
    assert [(one["point"], one["after"], one["without"]) for one in found["points"]] == [
        ("p1", ["u1"], ["u1", "u2"]),
        ("new", ["u1"], None),
    ]
    units = {one["unit"]: one for one in found["units"]}
    assert (units["u1"]["after"], units["u1"]["without"], units["u2"]["after"]) == (15000, 6000, 0)


def test_people_who_are_supposed_to_serve_less_often_count_for_less(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)

    number = a_plan(sessions, boss, wanted(caps={"u2": 2}))

    with reading(sessions) as session:
        found = plans.one(session, boss, number).found
    assert found is not None
    assert {one["unit"]: one["after"] for one in found["units"]}["u1"] == 8000


def test_a_point_that_is_supposed_to_ask_for_more_people_needs_more_duties(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)

    number = a_plan(sessions, boss, wanted(staffed={"p1": 2}))

    with reading(sessions) as session:
        found = plans.one(session, boss, number).found
    assert found is not None
    # 30 days of 6 instead of 4 for twenty people.
    assert {one["unit"]: (one["after"], one["without"]) for one in found["units"]}["u1"] == (9000, 6000)


def test_a_plan_is_compared_with_what_is_in_force_and_with_another(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
    shared, kept = a_plan(sessions, boss, wanted()), a_plan(sessions, boss, wanted(change=1_000_000))

    with reading(sessions) as session:
        by_now = comparing.compare(session, boss, shared, on=SEASON)
        unchanged = comparing.compare(session, boss, kept, on=SEASON)
        other = comparing.compare(session, boss, kept, other=shared, on=SEASON)

    assert [(line.point, line.begun, line.ended) for line in by_now.lines] == [("p1", ("u2",), ())]
    assert by_now.worst == (12000, 6000)
    assert (unchanged.lines, unchanged.same) == ((), 1)
    assert [(line.begun, line.ended) for line in other.lines] == [((), ("u2",))]


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        pytest.param({"days": 0}, Invalid, id="no day"),
        pytest.param({"days": 367}, Invalid, id="more than a year"),
        pytest.param({"lost": ("nobody",)}, NotFound, id="a unit that is not there"),
        pytest.param({"staffed": {"nowhere": 1}}, NotFound, id="people at a point that is not there"),
        pytest.param({"whole": ("nowhere",)}, NotFound, id="a grid that is not there"),
        pytest.param({"districts": {"c": "nowhere"}}, NotFound, id="a district that is not there"),
        pytest.param({"added": (NewPoint("p1", 1, HERE),)}, Invalid, id="a new point that is there"),
        pytest.param({"added": (NewPoint("n", 1, HERE),) * 2}, Invalid, id="a new point twice"),
        pytest.param({"lost": ("u1", "u2", "u3")}, Invalid, id="nobody left"),
    ],
)
def test_what_cannot_be_planned_is_refused(sessions: Sessions, asked: dict[str, object], refusal: type) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)

        with pytest.raises(refusal):
            plans.request(session, boss, wanted(**asked), now=NOW)


def test_only_admins_plan_and_see_only_their_own(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
        coordinator = a_coordinator(session, a_unit(session, "x"))
        number = plans.request(session, boss, wanted(), now=NOW)

        with pytest.raises(Forbidden):
            plans.request(session, coordinator, wanted(), now=NOW)
        with pytest.raises(NotFound):
            plans.one(session, coordinator, number)
        assert plans.page(session, coordinator, Page()).total == 0
        assert plans.page(session, boss, Page()).total == 1


def test_a_plan_that_waits_can_be_called_off_and_is_not_made(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
        number = plans.request(session, boss, wanted(), now=NOW)
        plans.cancel(session, boss, number, now=NOW)

        assert plans.one(session, boss, number).state is RunState.CANCELLED
        with pytest.raises(Conflict):
            plans.cancel(session, boss, number, now=NOW)
        with pytest.raises(Conflict):
            plans.made(session, boss, number)
    assert runs.claim_allotment(sessions, now=NOW) is None


def test_a_plan_is_made_by_one_process_and_taken_over_when_that_is_silent(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
        plans.request(session, boss, wanted(), seconds=60, now=NOW)
    first = runs.claim_allotment(sessions, now=NOW)
    assert first is not None

    assert runs.claim_allotment(sessions, now=NOW) is None
    later = runs.claim_allotment(sessions, now=NOW + timedelta(minutes=1))
    assert later is not None
    assert runs.work_allotment(sessions, first, clock=lambda: NOW, workers=1) is None
    assert runs.work_allotment(sessions, later, clock=lambda: NOW, workers=1) is None

    with reading(sessions) as session:
        assert plans.one(session, boss, later.number).state is RunState.DONE


def test_a_town_that_changed_meanwhile_fails_the_plan_with_the_reason(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
        number = plans.request(session, boss, wanted(), now=NOW)
        session.query(Point).one().ended_on = date(2026, 11, 1)
    claim = runs.claim_allotment(sessions, now=NOW)
    assert claim is not None

    assert runs.work_allotment(sessions, claim, clock=lambda: NOW, workers=1) is None

    with reading(sessions) as session:
        plan = plans.one(session, boss, number)
    assert plan.state is RunState.FAILED
    assert plan.error is not None
    assert "没有可分包的点位" in plan.error

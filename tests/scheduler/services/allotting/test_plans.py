"""A plan says what it does for whom before anything changes, within reach, district and what is supposed."""

from datetime import date, datetime, timedelta

from scheduler.language import choose
from scheduler.services.access import asker
from scheduler.services.allotting import comparing, plans
from scheduler.services.allotting.wanted import NewPoint
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.runs import RunState
from scheduler.store.volunteers import Volunteer
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
    assert units["u1"]["advice"] == "人均 12.0 班/月，建议并入单位u2"
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
    assert "12.0 duties a person and month: let it be joined by 单位u2" in [one["advice"] for one in found["units"]]


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

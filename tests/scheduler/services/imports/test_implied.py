"""What a file names without a sheet for it, in a town that has none of it yet."""

from sqlalchemy.orm import Session

from scheduler.exchange.town_file import Reading
from scheduler.services.imports import Plan
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import a_unit
from tests.scheduler.services.imports.conftest import Take
from tests.scheduler.services.imports.said import stewardship, volunteer

PEAKS = ((435, 480), (1020, 1110))


def added(plan: Plan, noun: str) -> list[str]:
    return [item.name for item in plan.added if item.noun == noun]


def test_a_list_of_who_answers_for_what_brings_units_points_and_times(session: Session, look: Take) -> None:
    lists = (
        stewardship("财政局", "新华路与金光道交叉口", headcount="4", spans=PEAKS),
        stewardship("税务局", "新华路与金光道交叉口", headcount="4", spans=PEAKS, row=3),
        stewardship("税务局", "和平里小区", spans=PEAKS, row=4),
    )

    plan = look(session, an_admin(session), Reading(stewardships=lists, volunteers=(volunteer("张三", "财政局"),)))

    assert not plan.refused
    assert added(plan, "unit") == ["财政局", "税务局"]
    points = {item.name: item.after for item in plan.added if item.noun == "point"}
    assert [(name, face["kind"], face["headcount"]) for name, face in points.items()] == [
        ("新华路与金光道交叉口", "intersection", "4"),
        ("和平里小区", "community", None),
    ]
    (peaks,) = (item.after for item in plan.added if item.noun == "pattern")
    assert added(plan, "pattern") == ["工作日值守"]
    assert (peaks["spans"], peaks["day_kinds"], peaks["points"]) == (PEAKS, ("workday", "makeup"), ())
    assert len(plan.warnings) == 3


def test_different_times_are_different_patterns_each_for_its_points(session: Session, look: Take) -> None:
    lists = (
        stewardship("财政局", "甲路口", spans=((435, 480),)),
        stewardship("税务局", "乙路口", spans=((480, 540),), row=3),
        stewardship("教育局", "丙路口", row=4),
    )

    plan = look(session, an_admin(session), Reading(stewardships=lists))

    patterns = {item.name: item.after["points"] for item in plan.added if item.noun == "pattern"}
    assert patterns == {"7:15-8:00": ("甲路口",), "8:00-9:00": ("乙路口",)}


def test_whoever_is_of_a_unit_that_answers_for_nothing_is_asked_about(session: Session, look: Take) -> None:
    reading = Reading(stewardships=(stewardship("财政局", "甲路口"),), volunteers=(volunteer("张三", "财政局机关"),))

    plan = look(session, an_admin(session), reading)

    assert [fault.advice for fault in plan.refused] == ["没有这个单位，是不是“财政局”？"]


def test_a_town_that_has_units_is_given_none_by_slips(session: Session, look: Take) -> None:
    a_unit(session, name="住建局")

    plan = look(session, an_admin(session), Reading(stewardships=(stewardship("财政局", "甲路口"),)))

    assert plan.refused
    assert added(plan, "unit") == []

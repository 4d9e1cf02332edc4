"""Whom and what a name in a file means, and what is refused because it could mean several."""

from collections.abc import Iterable

from scheduler.exchange.records import GridStep
from scheduler.exchange.town_file import Reading
from scheduler.services.imports import Plan
from scheduler.store.database import Sessions, transaction
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import a_point, a_unit, a_volunteer
from tests.scheduler.services.imports.conftest import Take
from tests.scheduler.services.imports.said import (
    DECEMBER,
    absence,
    point,
    stewardship,
    unit,
    volunteer,
)


def refused(planned: Plan) -> list[tuple[str, str]]:
    """Where and what of every fault."""
    return [(fault.where, fault.value) for fault in planned.refused]


def advice(planned: Plan) -> str:
    assert len(planned.refused) == 1, planned.refused
    return planned.refused[0].advice


def new(planned: Plan) -> Iterable[tuple[str, object]]:
    assert planned.refused == ()
    return [(item.noun, item.key) for item in planned.added]


def test_a_name_that_two_have_is_refused_with_both(sessions: Sessions, look: Take) -> None:
    with transaction(sessions) as session:
        a_point(session, "p1")
        a_point(session, "p2")
        a_unit(session)
        boss = an_admin(session)

        by_row = look(session, boss, Reading(points=(point(name="路口一"),)))
        by_reference = look(session, boss, Reading(stewardships=(stewardship("住建局", "路口一"),)))

    assert "p1、p2" in advice(by_row)
    assert "p1、p2" in advice(by_reference)


def test_a_row_without_a_code_means_the_one_of_its_name(sessions: Sessions, look: Take) -> None:
    with transaction(sessions) as session:
        a_point(session, "p1")
        office = a_unit(session, "u1")
        a_volunteer(session, office, "v1")
        said = Reading(
            units=(unit(name="住建局", contact="办公室", given="name contact"),),
            points=(point(name="路口一", priority=5, given="name kind priority"),),
            volunteers=(volunteer("张三", "住建局", cap_day=1, given="name unit cap_day"),),
        )

        planned = look(session, an_admin(session), said)

    assert planned.added == ()
    assert [(item.key, item.after) for item in planned.changed] == [
        ("u1", {"contact": "办公室"}),
        ("p1", {"priority": 5}),
        ("v1", {"cap_day": 1}),
    ]


def test_two_rows_that_mean_the_same_one_are_refused(sessions: Sessions, look: Take) -> None:
    with transaction(sessions) as session:
        a_unit(session, "u1")
        said = Reading(units=(unit(name="住建局"), unit(code="u1", name="住建局", row=9)))

        planned = look(session, an_admin(session), said)

    assert refused(planned) == [("单位!第9行·单位名称", "住建局")]
    assert "单位!第2行" in advice(planned)


def test_namesakes_of_one_unit_are_told_by_their_phones(sessions: Sessions, look: Take, take: Take) -> None:
    first = volunteer("张三", "住建局", phone="13800001111")
    with transaction(sessions) as session:
        boss = an_admin(session)
        take(session, boss, Reading(units=(unit(name="住建局"),), volunteers=(first,)))

        # As the reader tells them apart: by the end of the phone.
        both = (
            volunteer("张三", "住建局", code="住建局-张三-1111", coded=False, phone="13800001111"),
            volunteer("张三", "住建局", code="住建局-张三-2222", coded=False, phone="13800002222", row=3),
        )
        planned = take(session, boss, Reading(volunteers=both))
        again = look(session, boss, Reading(volunteers=both))

    assert new(planned) == [("volunteer", "住建局-张三-2222")]
    assert planned.unchanged == 1
    assert again.idle


def test_a_name_that_several_people_have_needs_its_unit(sessions: Sessions, look: Take) -> None:
    with transaction(sessions) as session:
        a_volunteer(session, a_unit(session, "u1"), "v1")
        a_volunteer(session, a_unit(session, "u2", name="教育局"), "v2")
        boss = an_admin(session)

        alone = look(session, boss, Reading(absences=(absence("张三", 3),)))
        placed = look(session, boss, Reading(absences=(absence("张三", 3, unit="教育局"),)))

    assert "v1、v2" in advice(alone)
    assert [item.key[0] for item in placed.added] == ["v2"]


def test_stewardship_without_a_first_day_means_the_only_one_there_is(
    sessions: Sessions, look: Take, take: Take
) -> None:
    with transaction(sessions) as session:
        a_unit(session)
        a_point(session)
        boss = an_admin(session)
        take(session, boss, Reading(stewardships=(stewardship("住建局", "路口一", from_day=DECEMBER),)))

        planned = look(session, boss, Reading(stewardships=(stewardship("住建局", "路口一", part="assist"),)))

    assert planned.added == ()
    assert [item.after for item in planned.changed] == [{"part": "assist"}]


def test_the_same_days_twice_are_warned_of(sessions: Sessions, look: Take, take: Take) -> None:
    ends = {"from_day": DECEMBER, "until_day": DECEMBER.replace(day=16)}
    after = stewardship("住建局", "路口一", from_day=DECEMBER.replace(day=16))
    with transaction(sessions) as session:
        a_unit(session)
        a_point(session)
        boss = an_admin(session)
        take(session, boss, Reading(stewardships=(stewardship("住建局", "路口一", **ends),)))

        touching = look(session, boss, Reading(stewardships=(after,)))
        meeting = look(
            session,
            boss,
            Reading(stewardships=(stewardship("住建局", "路口一", from_day=DECEMBER, until_day=None), after)),
        )

    assert touching.warnings == ()
    assert "u1 从 2026-12-01 起和从 2026-12-16 起都包了 p1" in meeting.warnings[0]


def test_a_grid_that_is_written_short_is_the_same_grid(sessions: Sessions, look: Take, take: Take) -> None:
    long = (GridStep("district", "广阳区"), GridStep("street", "新开路街道"))
    with transaction(sessions) as session:
        boss = an_admin(session)
        take(session, boss, Reading(points=(point(name="路口一", grid=long),)))

        planned = look(session, boss, Reading(points=(point(name="路口二", grid=long[1:]),)))

    assert [(item.noun, item.after["grid"]) for item in planned.added] == [("point", "广阳区/新开路街道")]


def test_a_first_file_without_units_brings_those_of_its_people(sessions: Sessions, look: Take, take: Take) -> None:
    people = (volunteer("张三", "住建局"), volunteer("李四", "教育局"), volunteer("王五", "住建局"))
    with transaction(sessions) as session:
        boss = an_admin(session)

        first = take(session, boss, Reading(volunteers=people))
        later = look(session, boss, Reading(volunteers=(volunteer("赵六", "财政局"),)))

    assert [key for noun, key in new(first) if noun == "unit"] == ["住建局", "教育局"]
    assert "2 个单位" in first.warnings[0]
    assert refused(later) == [("志愿者!第2行·单位", "财政局")]

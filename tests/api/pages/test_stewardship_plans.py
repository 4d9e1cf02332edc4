"""A plan of stewardship in pages: beside what is in force, as a file, chosen from, put in force and taken back."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from scheduler.services.allotting.wanted import NewPoint
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.stewardship import Part, Stewardship
from scheduler.store.units import Unit
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.services.allotting.planned import HERE, SEASON, a_plan, a_town, held, wanted

PLAN = "/stewardship/plans/1"
FROM = {"from_day": "2026-12-01", "point": "p1"}


@pytest.fixture
def planned(sessions: Sessions, reader: ReaderOf) -> Reader:
    """The same, with a plan that lets u2 join at p1."""
    with transaction(sessions) as session:
        boss = a_town(session)
    a_plan(sessions, boss, wanted())
    return reader(user_id=boss.user_id)


def test_a_plan_stands_beside_what_is_in_force(planned: Reader) -> None:
    page = planned.text(PLAN)

    assert "12.0 → 6.0" in page
    assert 'class="spot is-join" data-at="p1"' in page
    assert re.search(r"<del>单位u1</del><br><ins>单位u1、单位u2</ins>", page)
    assert re.search(r'name="point" value="p1" form="choose" checked', page)


def test_a_plan_is_a_file_too(planned: Reader) -> None:
    answer = planned.get(f"{PLAN}/plan.xlsx?from=2026-12-01")

    lines, units = load_workbook(BytesIO(answer.data)).worksheets
    (line,) = lines.iter_rows(min_row=4, values_only=True)
    assert line == ("路口一", "p1", "单位u1", None, "单位u1", "单位u2", None)
    assert list(units.iter_rows(min_row=4, max_row=5, values_only=True)) == [("单位u1", 12, 6), ("单位u2", 0, 6)]
    assert f'href="{PLAN}/plan.xlsx?from=2026-12-01"' in planned.text(f"{PLAN}?from=2026-12-01")


def test_a_plan_says_what_it_supposes(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
    supposed = {"lost": ("u3",), "caps": {"u1": 2}, "staffed": {"p1": 1}, "added": (NewPoint("新路口", 30, HERE),)}
    a_plan(sessions, boss, wanted(**supposed))

    page = reader(user_id=boss.user_id).text(PLAN)

    for told in ("新增新路口，每月 30 班", "少了单位u3", "单位u1的人每周最多 2 班", "路口一每班 +1 人"):
        assert told in page
    assert "不作假设" in page
    assert "/data/points/new" in page  # what is supposed has to be there before it is put in force


def test_nothing_is_left_to_choose_where_every_line_is_hindered(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
    a_plan(sessions, boss, wanted(change=1_000_000, added=(NewPoint("新路口", 30, HERE),)))

    page = reader(user_id=boss.user_id).text(PLAN)

    assert "下一步：看对排班的影响" not in page


def test_chosen_lines_are_looked_at_put_in_force_and_taken_back(planned: Reader, sessions: Sessions) -> None:
    looked = planned.send(f"{PLAN}/check", **FROM)
    seen = re.findall(r'name="seen" value="(\w+)"', looked.text)[0]

    applied = planned.send(f"{PLAN}/apply", **FROM, seen=seen)
    with reading(sessions) as session:
        during = [unit for unit, *_ in held(session)]
    page = planned.text(PLAN)
    back = planned.send(f"{PLAN}/take-back")

    assert (looked.status_code, applied.status_code, back.status_code) == (200, 302, 302)
    assert during == ["u1", "u2"]
    assert "没有要改的" in page
    assert "撤回这次启用" in page
    with reading(sessions) as session:
        assert [unit for unit, *_ in held(session)] == ["u1"]
    assert "（已撤回）" in planned.text(PLAN)


def test_what_changed_in_the_meantime_is_said_and_nothing_is_put_in_force(planned: Reader, sessions: Sessions) -> None:
    with transaction(sessions) as session:
        third, row = session.query(Unit).filter_by(code="u3").one(), session.query(Stewardship).one()
        session.add(Stewardship(unit_id=third.id, point_id=row.point_id, part=Part.ASSIST, from_day=row.from_day))

    page, refused = planned.text(PLAN), planned.send(f"{PLAN}/apply", **FROM)

    assert "编好方案以后分包改过了" in page
    assert re.search(r'value="p1" form="choose" disabled', page)
    assert refused.status_code == 409
    assert "1 个点位不能按方案启用" in refused.text
    with reading(sessions) as session:
        assert [unit for unit, *_ in held(session)] == ["u1", "u3"]


def test_nothing_ticked_is_refused(planned: Reader) -> None:
    assert planned.send(f"{PLAN}/check", from_day=SEASON.isoformat()).status_code == 422


def test_a_page_says_nothing_inline(planned: Reader) -> None:
    pages = [planned.text(path) for path in ("/stewardship/", "/stewardship/load", "/stewardship/plans/", PLAN)]

    for page in [*pages, planned.send(f"{PLAN}/check", **FROM).text]:
        assert not re.search(r'\sstyle="|\son\w+="|<style|<script(?![^>]*src)', page)

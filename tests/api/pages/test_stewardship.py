"""Stewardship in pages: who answers for what, what units will carry, and a plan from the form to force and back."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from scheduler import runs
from scheduler.services.allotting.wanted import NewPoint, Wanted
from scheduler.store.allotments import Allotment
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.points import Point
from scheduler.store.stewardship import Part, Stewardship
from scheduler.store.units import Unit
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW, added
from tests.scheduler.services.allotting.planned import HERE, SEASON, a_plan, a_town, held, wanted
from tests.scheduler.street import Street

PLAN = "/stewardship/plans/1"
ASKED = {"start": "2026-12-01", "last": "2026-12-30", "change": "0", "absence": "0", "seconds": "30"}
FROM = {"from_day": "2026-12-01", "point": "p1"}


@pytest.fixture
def boss(sessions: Sessions, reader: ReaderOf) -> Reader:
    """The admin of a town with one junction that is too much for its unit."""
    with transaction(sessions) as session:
        boss = a_town(session)
    return reader(user_id=boss.user_id)


@pytest.fixture
def planned(sessions: Sessions, reader: ReaderOf) -> Reader:
    """The same, with a plan that lets u2 join at p1."""
    with transaction(sessions) as session:
        boss = a_town(session)
    a_plan(sessions, boss, wanted())
    return reader(user_id=boss.user_id)


def test_who_answers_for_what_stands_on_the_map_and_in_the_table(street: Street, reader: ReaderOf) -> None:
    page = reader(user_id=street.admin.user_id).text("/stewardship/")

    assert re.findall(r'class="spot (\w+)" data-at="(\w+)"', page) == [("hue0", "p1"), ("hue1", "p2")]
    assert re.findall(r'data-row="(\w+)"', page) == ["p1", "p2"]
    assert "财政局" in page


def test_a_coordinator_sees_their_own_points_and_no_plans(
    street: Street, sessions: Sessions, reader: ReaderOf
) -> None:  # fmt: skip
    with transaction(sessions) as session:
        coordinator = a_coordinator(session, street.units[0])
    wang = reader(user_id=coordinator.user_id)

    page = wang.text("/stewardship/")

    assert re.findall(r'data-row="(\w+)"', page) == ["p1"]
    assert "税务局" not in page + wang.text("/stewardship/load")
    assert "/stewardship/plans" not in page
    assert wang.get("/stewardship/plans/").status_code == 403


def test_the_overloaded_stand_first_with_their_numbers(boss: Reader) -> None:
    page = boss.text("/stewardship/load?month=2026-12")

    assert re.findall(r"<b>([\d.]+)</b>", page)[0] == "12.4"  # 4 people on 31 days by 10 people
    assert page.index("单位u1") < page.index("单位u2")
    assert page.count("过重") >= 1


def test_a_plan_is_asked_for_and_waits(boss: Reader, sessions: Sessions) -> None:
    answer = boss.send("/stewardship/plans/new", **ASKED)

    assert (answer.status_code, answer.location) == (302, PLAN)
    assert "没有时钟进程在运行" in boss.text(PLAN)
    assert runs.claim_allotment(sessions, now=NOW) is not None
    assert "运行中" in boss.text("/stewardship/plans/")


@pytest.mark.parametrize(
    ("name", "value"), [("last", "2026-11-01"), ("change", "many"), ("change", "NaN"), ("most", "0"), ("seconds", "x")]
)
def test_what_cannot_be_asked_for_is_said_in_the_form(boss: Reader, name: str, value: str) -> None:
    answer = boss.send("/stewardship/plans/new", **{**ASKED, name: value})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_everything_a_plan_can_be_told_is_in_the_form(boss: Reader, sessions: Sessions) -> None:
    with transaction(sessions) as session:
        added(session, Grid(code="g1", name="东关", level=GridLevel.COMMUNITY))
        session.scalars(select(Point)).one().grid_id = session.scalars(select(Grid.id)).one()
    said = {
        "every": "1",
        "whole": ["g1", ""],
        "command": "c",
        "grid": "g1",
        "new": "新路口",
        "need": "30",
        "path": "116.70,39.52",
        "datum": "wgs84",
        "lost": ["u3", ""],
        "cap_unit": "u1",
        "cap": "2",
        "staffed_point": "p1",
        "staffed": "-1",
    }

    answer = boss.send("/stewardship/plans/new", **ASKED, **said)

    assert answer.status_code == 302, answer.text
    with reading(sessions) as session:
        kept = Wanted.unpacked(session.scalars(select(Allotment.wanted)).one())
    assert (kept.whole, kept.districts) == (("all", "g1"), {"c": "g1"})
    assert kept.added == (NewPoint("新路口", 30, (116.70, 39.52)),)
    assert (kept.lost, kept.caps, kept.staffed) == (("u3",), {"u1": 2}, {"p1": -1})


def test_the_form_grows_and_forgets_nothing(boss: Reader) -> None:
    page = boss.send("/stewardship/plans/new", **ASKED, lost=["u1"], more="1").text

    assert page.count('name="lost"') == 2
    assert page.count('<option value="u1" selected>') == 1


def test_an_address_fills_the_form_in(boss: Reader) -> None:
    page = boss.text("/stewardship/plans/new?new=新路口&need=30&path=116.70,39.52&lost=u2")

    assert 'value="116.70,39.52"' in page
    assert '<option value="u2" selected>' in page


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"new": "新路口", "need": "30"}, id="a point nowhere"),
        pytest.param({"new": "新路口", "path": "116.70,39.52"}, id="a point that needs nobody knows what"),
        pytest.param({"need": "30"}, id="a point without a name"),
        pytest.param({"command": "c"}, id="a district of nothing"),
        pytest.param({"cap_unit": "u1", "cap": "often"}, id="a cap in words"),
        pytest.param({"staffed_point": "p1", "staffed": "0"}, id="nobody more"),
    ],
)
def test_a_row_that_cannot_be_read_is_said_in_the_form(boss: Reader, said: dict[str, str]) -> None:
    answer = boss.send("/stewardship/plans/new", **ASKED, **said)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert f'value="{next(iter(said.values()))}"' in answer.text


def test_a_plan_stands_beside_what_is_in_force(planned: Reader) -> None:
    page = planned.text(PLAN)

    assert "12 → 6" in page
    assert 'class="spot is-join" data-at="p1"' in page
    assert re.search(r"<del>单位u1</del><br><ins>单位u1、单位u2</ins>", page)
    assert re.search(r'name="point" value="p1" form="choose" checked', page)


def test_a_plan_is_a_file_too(planned: Reader) -> None:
    answer = planned.get(f"{PLAN}/plan.xlsx?from=2026-12-01")

    lines, units = load_workbook(BytesIO(answer.data)).worksheets
    (line,) = lines.iter_rows(min_row=4, values_only=True)
    assert line == ("路口一", "p1", "单位u1", "", "单位u1", "单位u2", "")
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

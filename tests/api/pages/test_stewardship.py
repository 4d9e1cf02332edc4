"""Stewardship in pages: who answers for what, what units will carry, and what a plan is asked for with."""

import re

import pytest
from sqlalchemy import select

from scheduler import runs
from scheduler.services.allotting.wanted import NewPoint, Wanted
from scheduler.store.allotments import Allotment
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.points import Point
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW, a_point, added
from tests.scheduler.services.allotting.planned import a_town
from tests.scheduler.street import Street

ASKED = {"start": "2026-12-01", "last": "2026-12-30", "change": "0", "absence": "0", "seconds": "30"}


@pytest.fixture
def boss(sessions: Sessions, reader: ReaderOf) -> Reader:
    """The admin of a town with one junction that is too much for its unit."""
    with transaction(sessions) as session:
        boss = a_town(session)
    return reader(user_id=boss.user_id)


def test_who_answers_for_what_stands_on_the_map_and_in_the_table(street: Street, reader: ReaderOf) -> None:
    page = reader(user_id=street.admin.user_id).text("/stewardship/")

    assert re.findall(r'class="spot (\w+)" data-at="(\w+)"', page) == [("hue0", "p1"), ("hue1", "p2")]
    assert re.findall(r'class="lead-mark (\w+)">(\d+)</i> (\w+)<', page) == [
        ("hue0", "1", "财政局"),
        ("hue1", "2", "税务局"),
    ]
    assert re.findall(r'data-row="(\w+)"', page) == ["p1", "p2"]
    assert "财政局" in page


def test_a_long_table_is_folded_from_the_thirty_first_row_on(
    street: Street, sessions: Sessions, reader: ReaderOf
) -> None:  # fmt: skip
    admin = reader(user_id=street.admin.user_id)
    short = admin.text("/stewardship/")
    with transaction(sessions) as session:
        for number in range(31):
            a_point(session, f"x{number}")

    assert "行</span>" not in short
    assert "另外 3 行" in admin.text("/stewardship/")  # of 33


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

    assert (answer.status_code, answer.location) == (302, "/stewardship/plans/1")
    assert "没有时钟进程在运行" in boss.text("/stewardship/plans/1")
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

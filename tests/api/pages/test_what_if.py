"""What if, from the page: the address is the question, the answer stands beside what could be now."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from sqlalchemy import select

from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.units import Unit
from scheduler.store.users import UserRole
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.street import an_asker, standing


def test_the_page_asks_and_says_how_long_it_may_take(admin: Reader) -> None:
    page = admin.text("/what-if/")

    assert "最多一分钟" in page
    assert 'id="answer"' not in page  # nothing is asked yet


@pytest.mark.parametrize("ask", ["point", "unit", "cap", "people"])
def test_each_question_has_its_form(admin: Reader, ask: str) -> None:
    assert f'name="ask" value="{ask}"' in admin.text(f"/what-if/?ask={ask}")


def test_the_address_is_the_question(admin: Reader) -> None:
    page = admin.text("/what-if/?ask=unit&roster=dec&unit=u2&since=2026-12-03")

    assert '<option value="u2" selected>' in page
    assert 'value="2026-12-03"' in page
    assert 'id="answer" data-loads="/what-if/answer"' in page
    assert "/what-if/answer?ask=unit&amp;roster=dec&amp;unit=u2&amp;since=2026-12-03" in page  # without a script


@pytest.mark.parametrize(
    ("query", "gaps", "seats"),
    [
        pytest.param({"ask": "unit", "unit": "u2"}, "0 → 8", "16 → 16", id="a unit is lost"),
        pytest.param({"ask": "unit", "unit": "u2", "since": "2026-12-03"}, "0 → 4", "16 → 16", id="from a day on"),
        pytest.param({"ask": "cap", "cap": "week", "more": "-3"}, "0 → 8", "16 → 16", id="a cap"),
        pytest.param({"ask": "cap", "cap": "week", "more": "-3", "unit": "u1"}, "0 → 4", "16 → 16", id="of a unit"),
        pytest.param({"ask": "point", "like": "p1", "headcount": "1"}, "0 → 4", "16 → 20", id="a point is added"),
        pytest.param({"ask": "people", "point": "p1", "people": "1"}, "0 → 4", "16 → 20", id="more people"),
    ],
)
def test_an_answer_stands_beside_what_could_be_now(admin: Reader, query: dict[str, str], gaps: str, seats: str) -> None:
    page = admin.text(f"/what-if/answer?{urlencode({'roster': 'dec', **query})}")

    assert gaps in page
    assert seats in page
    assert "各单位人均值守次数" in page
    assert re.search(r"[+-]0\.0<", page) is None


@pytest.mark.parametrize(
    ("query", "planned", "other"),
    [
        pytest.param(
            {"ask": "point", "like": "p1", "path": "116.7,39.5", "datum": "gcj02"},
            {"new": "新点位", "need": "60", "path": "116.7,39.5", "datum": "gcj02"}, "/data/points/new", id="a point",
        ),
        pytest.param(
            {"ask": "unit", "unit": "u2", "since": "2026-12-02"}, {"lost": "u2", "start": "2026-12-02"},
            "/cover/?date=2026-12-02", id="a unit",
        ),
        pytest.param(
            {"ask": "cap", "cap": "week", "more": "-3", "unit": "u1"}, {"cap_unit": "u1", "cap": "1"},
            "/rosters/dec/settings", id="a cap",
        ),
        pytest.param(
            {"ask": "people", "point": "p1", "people": "1"}, {"staffed_point": "p1", "staffed": "1"},
            "/data/points/one/p1", id="people",
        ),
    ],
)  # fmt: skip
def test_an_answer_leads_to_where_it_can_be_made_so(
    admin: Reader, query: dict[str, str], planned: dict[str, str], other: str
) -> None:
    page = admin.text(f"/what-if/answer?{urlencode({'roster': 'dec', **query})}")

    assert page.index("要真的这样做") < page.index("各单位人均值守次数")
    (plan,) = re.findall(r'href="(/stewardship/plans/new\?[^"]*)"', page)
    assert dict(parse_qsl(urlsplit(unescape(plan)).query)) == planned
    assert f'href="{other}"' in page
    assert admin.get(unescape(plan)).status_code == admin.get(other).status_code == 200


def test_a_lost_unit_answers_for_nothing(admin: Reader) -> None:
    page = admin.text("/what-if/answer?ask=unit&roster=dec&unit=u2&part=1")

    assert "<html" not in page
    assert "没有单位" in page
    assert "路口2" in page


def test_a_point_elsewhere_is_understood_in_any_system(admin: Reader) -> None:
    page = admin.text("/what-if/?ask=point&like=p1&path=116.70,39.52&datum=gcj02")

    assert "116.70,39.52" in page
    assert "若是" in page  # how far off it would be in another system


def test_asking_changes_nothing(admin: Reader, sessions: Sessions) -> None:
    with reading(sessions) as session:
        before = standing(session)

    admin.text("/what-if/answer?ask=unit&roster=dec&unit=u2")

    with reading(sessions) as session:
        assert standing(session) == before


@pytest.mark.parametrize(
    ("query", "status"),
    [
        pytest.param("", 422, id="nothing"),
        pytest.param("ask=unit&unit=u9", 404, id="no such unit"),
        pytest.param("ask=unit&unit=u1&since=2027-01-01", 422, id="after the roster"),
        pytest.param("ask=cap&cap=year&more=1", 422, id="no such cap"),
        pytest.param("ask=cap&more=x", 422, id="no number"),
        pytest.param("ask=point&like=p1&path=nowhere", 422, id="no place"),
        pytest.param("ask=point&like=p1&headcount=0", 422, id="nobody a shift"),
        pytest.param("roster=nowhere", 404, id="no such roster"),
    ],
)
def test_what_cannot_be_supposed_is_refused(admin: Reader, query: str, status: int) -> None:
    answer = admin.get(f"/what-if/answer?{query}")

    assert answer.status_code == status
    if status == 422:
        assert 'role="alert"' in answer.text


def test_somebody_elses_roster_is_not_asked_about(admin: Reader, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        unit = session.scalars(select(Unit).where(Unit.code == "u1")).one()
        of_unit = an_asker(session, "of-u1", UserRole.COORDINATOR, unit_id=unit.id)

    theirs = reader(user_id=of_unit.user_id)

    assert "还没有排过班" in theirs.text("/what-if/")
    assert theirs.get("/what-if/?roster=dec").status_code == 404
    assert admin.get("/what-if/?roster=dec").status_code == 200

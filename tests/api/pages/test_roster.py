"""One roster: who is where, who is missing, and why."""

import re

import pytest

from tests.api.pages.conftest import Reader
from tests.scheduler.street import the_shift


def rows(page: str) -> str:
    """What the rows of the matrix say."""
    return words(page.partition('<table class="matrix')[2].partition("<tbody>")[2].partition("</table>")[0])


def words(page: str) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def test_the_matrix_has_a_row_for_each_post_and_says_what_is_missing(admin: Reader) -> None:
    page = rows(admin.text("/rosters/dec"))

    assert page.count("路口1 07:30–08:30") == 1
    assert "张三 带 李四" in page  # 带 marks the leader, 带班领导
    assert page.count("缺 2") == 6
    assert page.count("缺 1") == 1


def test_before_any_solve_it_says_how_many_it_wants_and_not_that_they_are_missing(admin: Reader) -> None:
    page = rows(admin.text("/rosters/dec?version=0"))

    assert (page.count("要 2 人"), page.count("缺")) == (8, 0)


@pytest.mark.parametrize(
    ("query", "points"),
    [
        pytest.param("point=p1", {"路口1"}, id="one point"),
        pytest.param("person=李四", {"路口1"}, id="where somebody is"),
        pytest.param("person=v3", {"路口1"}, id="where somebody of that code is"),
        pytest.param("person=郑十一", set(), id="where nobody is"),
        pytest.param("unit=u2", {"路口2"}, id="what a unit answers for"),
        pytest.param("unit=c", {"路口1", "路口2"}, id="what the units below answer for"),
        pytest.param("grid=g1", {"路口1", "路口2"}, id="a grid"),
        pytest.param("grid=nowhere", set(), id="a grid that is not there"),
        pytest.param("kind=intersection", {"路口1", "路口2"}, id="a kind of points"),
        pytest.param("role=leader", {"路口1", "路口2"}, id="where somebody leads"),
        pytest.param("role=guide", set(), id="a role that nobody asks for"),
        pytest.param("vacant=1&day=2026-12-01", {"路口2"}, id="what is not full on a day"),
    ],
)
def test_a_filter_shows_less(admin: Reader, query: str, points: set[str]) -> None:
    page = admin.text(f"/rosters/dec?{query}")

    assert set(re.findall(r'<th scope="row" class="post"><span class="name" title="[^"]*">([^<]+)', page)) == points


@pytest.mark.parametrize("view", ["days", "people", "day&day=2026-12-01"])
def test_the_other_layouts_name_the_same_people(admin: Reader, view: str) -> None:
    page = admin.text(f"/rosters/dec?view={view}")

    assert all(name in page for name in ("张三", "李四"))


@pytest.mark.parametrize(
    ("query", "status"),
    [
        pytest.param("version=9", 404, id="a version that is not made yet"),
        pytest.param("view=clouds", 404, id="a layout nobody knows"),
        pytest.param("week=9", 404, id="a week it does not have"),
        pytest.param("day=2027-01-01", 404, id="a day outside"),
        pytest.param("day=tomorrow", 422, id="a day that is none"),
        pytest.param("page=-1", 422, id="a page before the first"),
    ],
)
def test_an_address_that_makes_no_sense_is_refused(admin: Reader, query: str, status: int) -> None:
    assert admin.get(f"/rosters/dec?{query}").status_code == status


def test_an_old_version_says_that_it_is_old(admin: Reader) -> None:
    page = admin.text("/rosters/dec?version=0")

    assert "这是旧的第 0 版，最新是第 1 版" in page


def test_a_shift_names_its_crew_and_leads_to_why_it_is_not_full(admin: Reader) -> None:
    shift = the_shift("02-p1")

    part = admin.text(f"/rosters/dec/shifts/{shift}?part=1")
    why = words(admin.text(f"/rosters/dec/shifts/{shift}/why?part=1"))
    page = admin.text(f"/rosters/dec/shifts/{shift}/why")

    assert "王五" in part
    assert f"/rosters/dec/shifts/{shift}/why" in part
    assert "<html" not in part
    assert "7 人 可以来（只是代价更高）" in why  # all but the one who is there
    assert re.search('href="/rosters/dec">(?!dec<)', page)


def test_a_shift_that_is_not_there_is_not_found(admin: Reader) -> None:
    assert admin.get("/rosters/dec/shifts/nowhere").status_code == 404


def test_every_gap_stands_on_one_page(admin: Reader) -> None:
    assert "共 7 个班次没有排满" in admin.text("/rosters/dec/vacancies")

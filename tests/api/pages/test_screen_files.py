"""Excel of what is on the screen: the same rows, all of them, and no more than the screen shows."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from scheduler.store.audit import AuditEntry
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.vault import Vault
from tests.api.pages.conftest import Reader, ReaderOf
from tests.conftest import KEY
from tests.scheduler.askers import a_coordinator
from tests.scheduler.street import HELD, Street, a_published_roster, a_street

BOARD = "/rosters/dec/board.xlsx"


@pytest.fixture
def street(sessions: Sessions) -> Street:
    """v1 and v2 at p1 on the first, v3 at p1 on the second; told. v2 has a phone, and a name like a formula."""
    with transaction(sessions) as session:
        street = a_street(session)
        street.people[1].phone_sealed = Vault((KEY,)).seal("13800005678")
        street.people[1].name = "=李四"
        a_published_roster(session, street, *HELD)
    return street


@pytest.fixture
def boss(street: Street, reader: ReaderOf) -> Reader:
    return reader(user_id=street.admin.user_id)


def rows(boss: Reader, address: str, sheet: int = 0) -> list[tuple[object, ...]]:
    """The rows below the titles."""
    answer = boss.get(address)
    assert answer.status_code == 200, address
    page = load_workbook(BytesIO(answer.data)).worksheets[sheet]
    return [tuple(cell for cell in row) for row in page.iter_rows(min_row=4, values_only=True)]


def test_the_matrix_has_a_row_a_post_and_a_column_a_day(boss: Reader) -> None:
    first, second = rows(boss, BOARD)

    assert first == ("路口1", "早高峰", "07:30–08:30", "张三（带班）、=李四", "王五、缺1人", "缺2人", "缺2人")
    assert second[3:] == ("缺2人",) * 4


def test_people_have_their_days(boss: Reader) -> None:
    found = rows(boss, f"{BOARD}?view=people&unit=u1")

    assert [row[:3] for row in found] == [
        ("张三", "财政局", 1), ("'=李四", "财政局", 1), ("王五", "财政局", 1), ("赵六", "财政局", 0)
    ]  # fmt: skip
    assert found[0][3] == "07:30–08:30 路口1"


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        pytest.param("view=matrix&point=p2", 1, id="a point"),
        pytest.param("view=days", 8, id="all pages of a list"),
        pytest.param("view=days&week=1&vacant=1&point=p1", 3, id="what is vacant"),
        pytest.param("view=days&person=王五", 1, id="somebody"),
        pytest.param("view=days&day=2026-12-02", 2, id="one day of a list"),
        pytest.param("view=day&day=2026-12-01", 2, id="one day"),
        pytest.param("view=people&person=zs", 1, id="somebody by initials"),
        pytest.param("view=people", 8, id="everybody"),
    ],
)
def test_exactly_the_rows_on_screen_are_written(boss: Reader, asked: str, count: int) -> None:
    assert len(rows(boss, f"{BOARD}?{asked}")) == count


def test_vacancies_are_written_with_their_reasons(boss: Reader) -> None:
    found = rows(boss, "/rosters/dec/vacancies.xlsx")

    assert [row[1] for row in found] == [2, 1, 2, 2, 2, 2, 2]
    assert all(row[3] for row in found)


def test_every_chart_has_its_sheet(boss: Reader) -> None:
    by_day = rows(boss, "/rosters/dec/charts.xlsx")

    assert by_day == [
        ("2026-12-01", 4, 2, 2), ("2026-12-02", 4, 1, 3), ("2026-12-03", 4, 0, 4), ("2026-12-04", 4, 0, 4)
    ]  # fmt: skip
    assert ("财政局", 0.8, 3, 4) in rows(boss, "/rosters/dec/charts.xlsx", 2)


def test_the_maps_table_is_of_its_day_and_filters(boss: Reader) -> None:
    found = rows(boss, "/map/table.xlsx?day=2026-12-02")

    assert [row[0] for row in found] == ["路口2", "路口1"]
    assert found[1][3:8] == ("财政局", 2, 1, 1, "缺人")
    assert len(rows(boss, "/map/table.xlsx?day=2026-12-02&unit=u1")) == 1


def test_what_is_written_is_noted_and_has_no_phones(boss: Reader, sessions: Sessions) -> None:
    body = boss.get(f"{BOARD}?view=people").data

    said = " ".join(str(cell) for row in load_workbook(BytesIO(body)).worksheets[0].values for cell in row)
    assert "5678" not in said
    with reading(sessions) as session:
        entry = session.query(AuditEntry).filter_by(verb="export").one()
        assert (entry.noun, entry.ref, entry.detail) == ("screen", "dec", {"rows": 8})


def test_who_answers_for_what_and_what_they_will_carry(boss: Reader) -> None:
    places = rows(boss, "/stewardship/today.xlsx?day=2026-12-02")
    loads = rows(boss, "/stewardship/load.xlsx?month=2026-12")

    assert [(row[0], row[1], row[4]) for row in places] == [("路口1", "p1", "财政局"), ("路口2", "p2", "税务局")]
    assert [(row[0], row[3], row[4]) for row in loads] == [("财政局", 4, 1), ("税务局", 4, 1)]


def test_nothing_outside_the_scope_is_written(street: Street, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        of_u1 = a_coordinator(session, street.units[0])
    wang = reader(user_id=of_u1.user_id)

    files = [BOARD, "/rosters/dec/vacancies.xlsx", "/rosters/dec/charts.xlsx", "/map/table.xlsx?unit=u2"]

    assert {wang.get(file).status_code for file in files} == {404}
    for file in ("/map/table.xlsx", "/stewardship/today.xlsx"):
        assert [row[0] for row in rows(wang, f"{file}?day=2026-12-02")] == ["路口1"]


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("/rosters/dec?view=days&point=p1", "/rosters/dec/board.xlsx?view=days&amp;point=p1"),
        ("/rosters/dec/vacancies", "/rosters/dec/vacancies.xlsx"),
        ("/rosters/dec/charts", "/rosters/dec/charts.xlsx"),
        ("/map/?day=2026-12-02", "/map/table.xlsx?day=2026-12-02"),
        ("/stewardship/?day=2026-12-02", "/stewardship/today.xlsx?day=2026-12-02"),
        ("/stewardship/load?month=2026-12", "/stewardship/load.xlsx?month=2026-12"),
    ],
)
def test_each_page_offers_its_file(boss: Reader, page: str, file: str) -> None:
    assert f'href="{file}"' in boss.text(page)

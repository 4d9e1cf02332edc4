"""What of a roster that others keep is shown to who looks after one unit: theirs, and nobody who is not."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from benchmarks.counting import counted
from scheduler.services.access import Asker
from scheduler.store.audit import AuditEntry
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.users import UserRole
from tests.api.conftest import Program
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.askers import a_coordinator, an_asker
from tests.scheduler.rows import a_unit, a_volunteer
from tests.scheduler.street import Street, a_published_roster, a_street

OURS = "/rosters/dec/ours"
MIXED = (("01-p1", "v1"), ("01-p1", "v6"), ("01-p2", "v2"), ("01-p2", "v5"), ("02-p2", "v7"))
STRANGERS = ("钱七", "周九")
"""v5 and v7, who stand only at the point of u2; v6, 孙八, comes to that of u1."""
SHOWN = (OURS, f"{OURS}?view=points", f"{OURS}?view=days", f"{OURS}/print/units", f"{OURS}/print/points")


@pytest.fixture
def street(sessions: Sessions) -> Street:
    """Told: at p1 of u1 v6 of u2 stands beside v1; v2 of u1 stands at p2 of u2."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, *MIXED)
    return street


@pytest.fixture
def wang(street: Street, sessions: Sessions) -> Asker:
    with transaction(sessions) as session:
        return a_coordinator(session, street.units[0])


@pytest.fixture
def desk(wang: Asker, reader: ReaderOf) -> Reader:
    """The browser of who looks after u1."""
    return reader(user_id=wang.user_id)


def cells(page: str) -> list[str]:
    """What stands in the rows of the table, without its marks."""
    rows = re.findall(r"<tr class=\"l\d.*?</tr>", page, re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", row)).strip() for row in rows]


@pytest.mark.parametrize("role", [UserRole.COORDINATOR, UserRole.VIEWER])
def test_everybody_of_the_unit_who_may_look_sees_its_people_and_points(
    street: Street, sessions: Sessions, reader: ReaderOf, role: UserRole
) -> None:
    with transaction(sessions) as session:
        who = an_asker(session, role, "who", unit=street.units[0])

    page = reader(user_id=who.user_id)

    people, points = cells(page.text(OURS)), cells(page.text(f"{OURS}?view=points"))
    assert people == ["张三 财政局 1 07:30 路口1", "李四 财政局 1 07:30 路口2", "王五 财政局 0", "赵六 财政局 0"]
    assert points == ["路口1 07:30–08:30 张三 带 孙八 税务局 缺 2 缺 2 缺 2"]


def test_a_list_says_how_many_others_there_are(desk: Reader) -> None:
    page = desk.text(f"{OURS}?view=days&day=2026-12-01")

    assert "不是我们的点位" in page
    assert "另有 1 人" in page
    assert "孙八" in page


@pytest.mark.parametrize("address", SHOWN)
def test_nobody_is_named_who_only_stands_elsewhere(desk: Reader, address: str) -> None:
    page = desk.text(address)

    assert [name for name in STRANGERS if name in page] == []


def test_what_is_to_be_counted_is_of_theirs(desk: Reader) -> None:
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", desk.text(OURS)))

    assert "我们的值守 2 次 2 人 我们点位的席位 8 1 个点位 其中空岗 6" in page
    assert "只能看" in page


def test_whoever_has_nothing_there_does_not_find_it(street: Street, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        zhao = a_coordinator(session, a_unit(session, "u9"), "zhao")
    stranger = reader(user_id=zhao.user_id)

    assert {stranger.get(address).status_code for address in (*SHOWN, "/rosters/dec/ours.xlsx")} == {404}


def test_all_else_of_the_roster_stays_shut(desk: Reader) -> None:
    shut = ("", "/versions", "/charts", "/vacancies", "/compare", "/settings", "/run", "/board.xlsx", "/print/units")

    assert {desk.get(f"/rosters/dec{rest}").status_code for rest in shut} == {404}


@pytest.mark.parametrize(
    ("view", "rows"),
    [
        ("people", [("张三", "财政局", 1), ("李四", "财政局", 1), ("王五", "财政局", 0), ("赵六", "财政局", 0)]),
        ("points", [("路口1", "早高峰", "07:30–08:30")]),
    ],
)
def test_a_file_has_the_rows_of_the_screen(desk: Reader, view: str, rows: list[tuple[object, ...]]) -> None:
    sheet = load_workbook(BytesIO(desk.get(f"/rosters/dec/ours.xlsx?view={view}").data)).worksheets[0]

    assert [row[:3] for row in sheet.iter_rows(min_row=4, values_only=True)] == rows


def test_a_file_of_the_list_counts_who_is_not_named_and_is_in_the_audit(desk: Reader, sessions: Sessions) -> None:
    sheet = load_workbook(BytesIO(desk.get("/rosters/dec/ours.xlsx?view=days&day=2026-12-01").data)).worksheets[0]

    assert [row[5] for row in sheet.iter_rows(min_row=4, values_only=True)] == ["张三（带班）、孙八", "李四、另有 1 人"]
    with reading(sessions) as session:
        (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.verb == "export"))
    assert (entry.noun, entry.ref) == ("screen", "dec")


def test_cards_are_made_for_their_people_alone(desk: Reader) -> None:
    assert "个人卡片" in desk.text("/rosters/dec/print/cards")

    made = desk.send("/rosters/dec/print/cards", unit="u1").text

    assert made.count("扫码看我的日历") == 4
    assert "12/1 周二 07:30–08:30 路口2" in made
    assert desk.send("/rosters/dec/print/cards", volunteer="v5").status_code == 422


def test_who_sees_the_whole_is_led_to_it(street: Street, reader: ReaderOf) -> None:
    boss = reader(user_id=street.admin.user_id)

    assert 'href="/rosters/dec">看整张表' in boss.text(OURS)
    assert len(cells(boss.text(OURS))) == 8


def test_a_layout_that_is_none_and_a_day_outside_are_not_found(desk: Reader) -> None:
    assert desk.get(f"{OURS}?view=charts").status_code == 404
    assert desk.get(f"{OURS}?day=2027-12-01").status_code == 404


def test_who_has_only_points_starts_with_them_and_is_told_of_no_people(
    street: Street, sessions: Sessions, reader: ReaderOf
) -> None:
    with transaction(sessions) as session:
        keeper = an_asker(session, UserRole.INSPECTOR, "keeper", grid=street.grid)
    page = reader(user_id=keeper.user_id)

    assert len(cells(page.text(OURS))) == 2
    assert "这张表里没有您单位的人" in page.text(f"{OURS}?view=people")


@pytest.mark.parametrize("address", SHOWN)
def test_no_more_is_asked_where_more_is_theirs(
    wang: Asker, street: Street, sessions: Sessions, program: Program, address: str
) -> None:
    client = program(user_id=wang.user_id)
    with counted(sessions) as few:
        client.get(address)
    with transaction(sessions) as session:
        for n in range(12):
            a_volunteer(session, street.units[0], f"w{n}", name=f"人员{n}")
    with counted(sessions) as many:
        client.get(address)

    assert len(many.queries) <= len(few.queries)

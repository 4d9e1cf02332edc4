"""What a board asks for while it is looked at: rows, news, people; and nothing of it for who may not see the roster."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from scheduler.services.adjusting import adjust
from scheduler.services.edits import Move
from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.askers import an_asker
from tests.scheduler.rows import NOW, a_unit
from tests.scheduler.street import an_asker as somebody
from tests.scheduler.street import the_shift

MATRIX = "/rosters/dec/rows?view=matrix&version=1"


@contextmanager
def questions(sessions: Sessions) -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    statements: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    engine = sessions.kw["bind"]
    event.listen(engine, "before_cursor_execute", heard)
    yield statements
    event.remove(engine, "before_cursor_execute", heard)


def shifts(page: str) -> list[str]:
    return re.findall(r'data-shift="([^"]+)"', page)


def test_rows_come_with_all_their_cells(admin: Reader) -> None:
    page = admin.text(f"{MATRIX}&of=p1")

    assert "<html" not in page
    assert re.findall(r'data-row="([^"]+)"', page) == ["p1|早高峰|0"]
    assert shifts(page) == [the_shift(f"0{day}-p1") for day in (1, 2, 3, 4)]


def test_rows_of_people_show_when_and_where(admin: Reader) -> None:
    page = admin.text("/rosters/dec/rows?view=people&of=v1&of=v8")

    assert re.findall(r'data-row="([^"]+)"', page) == ["v1", "v8"]
    assert shifts(page) == [the_shift("01-p1")]


def test_rows_of_a_day_are_as_wide_as_its_hours(admin: Reader) -> None:
    page = admin.text("/rosters/dec/rows?view=day&day=2026-12-02&of=p1&from_hour=7&to_hour=9")

    assert [int(columns) for columns in re.findall(r'colspan="(\d+)"', page)] == [2, 4, 2]
    assert shifts(page) == [the_shift("02-p1")]


@pytest.mark.parametrize("query", ["", "".join(f"&of=p{n}" for n in range(65))])
def test_so_many_rows_at_once_and_not_none(admin: Reader, query: str) -> None:
    assert admin.get(f"{MATRIX}{query}").status_code == 422


@pytest.mark.parametrize(("view", "few", "many"), [("matrix", "p1", "p1 p2"), ("people", "v1", "v1 v2 v3 v4 v5")])
def test_more_rows_are_not_more_questions(sessions: Sessions, admin: Reader, view: str, few: str, many: str) -> None:
    def asked(codes: str) -> int:
        query = "".join(f"&of={one}" for one in codes.split())
        with questions(sessions) as statements:
            admin.text(f"/rosters/dec/rows?view={view}&version=1{query}")
        return len(statements)

    # The first to ask finds out what is then remembered.
    asked(few)

    assert 0 < asked(few) == asked(many) < 20


def test_nothing_is_new_until_somebody_changes_something(sessions: Sessions, admin: Reader) -> None:
    before = admin.get("/rosters/dec/news?version=1")
    with transaction(sessions) as session:
        other = somebody(session, "li")
        adjust(session, other, "dec", Move("v2", the_shift("01-p1"), the_shift("03-p1")), now=NOW)

    after = admin.get("/rosters/dec/news?version=1")

    assert before.status_code == 204
    told = after.get_json()
    assert (told["version"], told["shifts"], told["people"]) == (2, [the_shift("01-p1"), the_shift("03-p1")], ["v2"])
    assert told["entries"][0]["text"].startswith("li：调整")
    assert "已排 3" in told["standing"]
    assert "第 2 版" in told["standing"]


def test_people_are_offered_as_they_are_typed(admin: Reader) -> None:
    assert admin.get("/rosters/dec/called?text=张").get_json() == [
        {"volunteer": "v1", "name": "张三", "unit": "财政局"}
    ]
    assert admin.get("/rosters/dec/called?text=").get_json() == []


@pytest.mark.parametrize(
    "address",
    [
        f"{MATRIX}&of=p1",
        "/rosters/dec/news?version=0",
        "/rosters/dec/called?text=张",
        "/rosters/dec/cannot-come",
        "/rosters/dec/run/part",
        f"/rosters/dec/shifts/{the_shift('01-p2')}/relax?limit=week&subject=v1&after=9",
    ],
)
def test_what_lies_outside_the_scope_is_not_found(
    sessions: Sessions, admin: Reader, reader: ReaderOf, address: str
) -> None:
    with transaction(sessions) as session:
        outsider = an_asker(session, UserRole.COORDINATOR, "outsider", unit=a_unit(session, "far"))

    assert admin.get(address).status_code in {200, 204, 409}
    assert reader(user_id=outsider.user_id).get(address).status_code == 404


@pytest.mark.parametrize(("page", "title"), [("cannot-come", "有人来不了"), ("run/part", "只重排一部分")])
def test_what_is_a_dialog_on_the_board_bears_its_title_once_as_a_page_too(admin: Reader, page: str, title: str) -> None:
    alone, dialog = (admin.text(f"/rosters/dec/{page}{query}") for query in ("", "?part=1"))

    assert re.findall(f"<h[12][^>]*>{title}<", alone) == [f"<h1>{title}<"]
    assert re.findall(f"<h[12][^>]*>{title}<", dialog) == [f'<h2 tabindex="-1">{title}<']

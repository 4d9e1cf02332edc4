"""The town's data in pages: listed, edited by several people without anybody overwriting anybody, deleted, exported."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from api.pages.records import RECORDS
from api.pages.records.record import Record
from scheduler.services.editing import points
from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from tests.api.one_of_each import REAL
from tests.api.pages.conftest import Reader, ReaderOf
from tests.api.pages.filled_in import filled_in
from tests.api.pages.records.conftest import POINT, as_, point
from tests.conftest import KEY
from tests.scheduler.askers import an_asker
from tests.scheduler.rows import NOW, a_unit

EVERY = [pytest.param(record, id=record.noun) for record in RECORDS]


@pytest.mark.parametrize("record", EVERY)
def test_every_noun_has_its_list_its_form_and_its_history(admin: Reader, record: Record) -> None:
    code = REAL[record.path]

    assert f'href="/data/{record.path}/one/{code}"' in admin.text(f"/data/{record.path}/")
    assert filled_in(admin.text(f"/data/{record.path}/one/{code}"))["seen"]
    assert "还没有改动记录" in admin.text(f"/data/{record.path}/history/{code}")
    assert "必填" in admin.text(f"/data/{record.path}/new")


@pytest.mark.parametrize("record", EVERY)
def test_a_form_that_is_sent_as_it_came_changes_nothing(admin: Reader, record: Record) -> None:
    address = f"/data/{record.path}/one/{REAL[record.path]}"

    answer = admin.send(address, **filled_in(admin.text(address)))

    assert answer.status_code == 302
    assert "没有改动" in admin.text(address)


@pytest.mark.parametrize("record", EVERY)
def test_who_only_looks_finds_a_form_that_cannot_be_filled_in(
    admin: Reader, sessions: Sessions, reader: ReaderOf, record: Record
) -> None:
    viewer = as_(sessions, reader, UserRole.VIEWER)

    page = viewer.text(f"/data/{record.path}/one/{REAL[record.path]}")

    assert '<fieldset class="bare" disabled>' in page
    assert viewer.get(f"/data/{record.path}/new").status_code == 403


@pytest.mark.parametrize("path", ["units", "volunteers", "points", "grids", "teams"])
def test_out_of_scope_there_is_nothing(admin: Reader, sessions: Sessions, reader: ReaderOf, path: str) -> None:
    with transaction(sessions) as session:
        a_unit(session, "outskirts")
    stranger = as_(sessions, reader, UserRole.ADMIN, "outskirts")

    assert stranger.get(f"/data/{path}/one/{REAL[path]}").status_code == 404
    assert stranger.get(f"/data/{path}/history/{REAL[path]}").status_code == 404
    assert REAL[path] not in stranger.text(f"/data/{path}/").partition("<tbody>")[2]


def test_a_list_is_filtered_and_ordered(admin: Reader) -> None:
    rows = admin.text("/data/points/?search=路口&order=-code").partition("<tbody>")[2]

    assert 0 < rows.index("/one/p2") < rows.index("/one/p1")
    assert "没有符合的" in admin.text("/data/points/?search=不存在")


def test_what_an_address_cannot_ask_for_is_refused(admin: Reader) -> None:
    assert admin.get("/data/points/?order=nothing").status_code == 422


def test_the_sheet_holds_what_the_list_shows(admin: Reader, tmp_path: Path) -> None:
    file = tmp_path / "points.xlsx"
    file.write_bytes(admin.get("/data/points/export?search=路口1").data)

    rows = CalamineWorkbook.from_path(file).get_sheet_by_name("点位").to_python()

    assert rows[0][:4] == ["编号", "点位名称", "类别", "网格"]
    assert [row[:4] for row in rows[1:]] == [["p1", "路口1", "路口", "一街道"]]


def test_what_is_changed_is_saved_and_stands_in_the_history(admin: Reader, sessions: Sessions) -> None:
    admin.send(POINT, **{**filled_in(admin.text(POINT)), "priority": "8"})

    assert point(sessions).priority == 8
    assert "1</del>" in admin.text("/data/points/history/p1")


def test_a_wrong_field_is_said_beside_it_and_what_was_typed_stays(admin: Reader, sessions: Sessions) -> None:
    answer = admin.send(POINT, **{**filled_in(admin.text(POINT)), "priority": "12", "path": "天边", "name": "新名字"})

    assert answer.status_code == 422
    assert 'id="priority-wrong"' in answer.text
    assert "看不懂坐标" in answer.text
    assert filled_in(answer.text)["name"] == "新名字"
    assert point(sessions).name == "路口1"


def test_two_people_do_not_overwrite_each_other(admin: Reader, sessions: Sessions) -> None:
    opened = filled_in(admin.text(POINT))
    _somebody_else_sets(sessions, priority=5)

    answer = admin.send(POINT, **{**opened, "name": "新华路口"})

    assert answer.status_code == 409
    assert "优先级 1 → 5" in answer.text
    merged = filled_in(answer.text)
    assert (merged["name"], merged["priority"]) == ("新华路口", "5")
    assert admin.send(POINT, **merged).status_code == 302
    assert (point(sessions).name, point(sessions).priority) == ("新华路口", 5)


def test_where_both_changed_the_same_the_second_sees_the_first(admin: Reader, sessions: Sessions) -> None:
    opened = filled_in(admin.text(POINT))
    _somebody_else_sets(sessions, priority=5)

    answer = admin.send(POINT, **{**opened, "priority": "9"})

    assert "别人改成了：5" in answer.text
    assert filled_in(answer.text)["priority"] == "9"
    assert point(sessions).priority == 5


def test_a_new_one_is_added_and_a_code_that_is_taken_is_not(admin: Reader) -> None:
    fields = {**filled_in(admin.text("/data/points/new")), "name": "路口九", "kind": "intersection", "code": "p9"}

    assert admin.send("/data/points/new", **fields).status_code == 302
    assert admin.send("/data/points/new", **fields).status_code == 409
    assert "路口九" in admin.text("/data/points/one/p9")


def _somebody_else_sets(sessions: Sessions, **said: object) -> None:
    with transaction(sessions) as session:
        other = an_asker(session, UserRole.ADMIN, "other")
        points.save(session, other, "p1", said, vault=Vault((KEY,)), now=NOW)

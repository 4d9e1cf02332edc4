"""Ways in by the command line: passwords, personal links, tokens; each is printed once."""

import io
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from scheduler.services.credentials import identify
from scheduler.store.database import Sessions, transaction
from tests.scheduler.commands.conftest import Redvest
from tests.scheduler.people import ANY
from tests.scheduler.rows import NOW, a_unit, a_volunteer


@pytest.fixture
def town(sessions: Sessions, redvest: Redvest) -> None:
    """With the admin zhang, and the volunteers v1 and v2 of u1."""
    redvest("user", "add", "zhang", "--name", "张三", "--role", "admin")
    with transaction(sessions) as session:
        unit = a_unit(session)
        a_volunteer(session, unit)
        a_volunteer(session, unit, "v2", name="李四")


def test_a_password_is_taken_from_stdin(town: None, redvest: Redvest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("三月的风很大 2026\n"))
    done = redvest("--as", "zhang", "user", "password", "zhang", "--stdin")
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    short = redvest("--as", "zhang", "user", "password", "zhang", "--stdin")

    assert (done.code, short.code) == (0, 1)
    assert "10 到 200" in short.err


def test_a_closed_login_is_opened(town: None, redvest: Redvest) -> None:
    assert "zhang 可以登录了" in redvest("--as", "zhang", "user", "unlock", "zhang").out


def test_a_link_is_printed_with_the_towns_address(
    town: None, redvest: Redvest, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDVEST_URL", "https://redvest.example.cn/")

    made = redvest("--as", "zhang", "link", "add", "张三")

    address = made.out.splitlines()[-1]
    assert address.startswith("https://redvest.example.cn/l/")
    with transaction(sessions) as session:
        who = identify(session, address.rpartition("/")[2], ANY, now=NOW)
    assert who is not None
    assert who.volunteer == "v1"


def test_a_unit_gets_a_sheet_of_links(town: None, redvest: Redvest, tmp_path: Path) -> None:
    file = tmp_path / "links.xlsx"

    made = redvest("--as", "zhang", "link", "sheet", "u1", "--out", file)

    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    assert "2 条链接" in made.out
    assert rows[2][:2] == ["单位", "姓名"]
    assert sorted(str(row[1]) for row in rows[3:]) == ["张三", "李四"]
    assert all(str(row[3]).startswith("http://127.0.0.1:8000/l/") for row in rows[3:])


def test_a_link_is_revoked_once(town: None, redvest: Redvest) -> None:
    redvest("--as", "zhang", "link", "add", "v1")

    assert [redvest("--as", "zhang", "link", "revoke", "v1").code for _ in range(2)] == [0, 1]


def test_a_token_is_printed_once_and_revoked(town: None, redvest: Redvest) -> None:
    made = redvest("--as", "zhang", "token", "add", "大屏")
    listed = redvest("--as", "zhang", "token", "list")
    number = made.err.split(" ")[1]

    assert len(made.out.strip()) == 43
    assert "大屏" in listed.out
    assert made.out.strip() not in listed.out
    assert [redvest("--as", "zhang", "token", "revoke", number).code for _ in range(2)] == [0, 1]

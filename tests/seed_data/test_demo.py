"""`redvest demo`, as somebody who has just installed the program types it."""

import json
import re
import shutil
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from scheduler import clock
from scheduler.services import links
from scheduler.services.access import asker
from scheduler.services.links import enter
from scheduler.services.logins import log_in
from scheduler.settings import Settings, apart
from scheduler.store.database import close_database, open_database, transaction
from solver.check import wrongs
from solver.files import read_answer, read_problem
from tests.seed_data.demos import typed

Demo = Callable[..., tuple[int, str]]


@pytest.fixture
def demo(tmp_path: Path) -> Demo:
    """`typed` in an empty folder."""
    return partial(typed, tmp_path)


@pytest.fixture(scope="module")
def p5_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A demo of p5: its folder, and what was said."""
    folder = tmp_path_factory.mktemp("p5")
    code, said = typed(folder, "--town", "p5", "--seconds", "1")
    assert code == 0
    return folder, said


@pytest.fixture
def p5(p5_once: tuple[Path, str], tmp_path: Path) -> str:
    """What was said by a demo of p5 in the test's folder."""
    folder, said = p5_once
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return said


def test_the_street_goes_from_its_spreadsheet_to_a_published_roster(demo: Demo, tmp_path: Path) -> None:
    code, said = demo("--town", "street", "--seconds", "2")

    assert code == 0
    assert (
        "新增 220 项" in said
    )  # 13 units, 6 grids, 15 points, 5 patterns, 31 stewardships, 120 people, 2 teams, 28 absences
    assert "380 个班次，1020 个席位" in said
    # The junction that only six people can reach asks for 20 seats in the week in which two of them are away: 4 × 4.
    # At most that many are filled; how near two seconds come to it is the machine's business.
    filled = re.search(r"(\d+)/1020", said)
    assert filled
    assert 1000 <= int(filled[1]) <= 1016
    assert "四海路与祥云道交叉口  缺 1 人" in said
    assert "114 超出可达范围" in said
    assert "12-26 周六 休" in said
    assert "120 人的通知" in said
    assert "export REDVEST_HOME=demo-street/home REDVEST_AS=admin REDVEST_DATABASE_URL=" in said
    assert "$ redvest remind --at '2026-11-29 18:30' --dry-run" in said
    assert "明日值守" in said


def test_one_of_each_kind_of_user_is_let_in(p5: str, tmp_path: Path) -> None:
    file = tmp_path / "demo-p5" / "home" / "visitors.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    visitors = json.loads(file.read_text(encoding="utf-8"))
    assert [one["role"] for one in visitors["accounts"]] == ["admin", "coordinator", "inspector", "viewer"]
    assert all(one["password"] in p5 for one in visitors["accounts"])
    assert f"http://127.0.0.1:8000{visitors['path']}" in p5


def test_those_who_were_let_in_get_in(p5: str, tmp_path: Path) -> None:
    home = tmp_path / "demo-p5" / "home"
    visitors = json.loads((home / "visitors.json").read_text(encoding="utf-8"))
    sessions = open_database(Settings.from_env(apart({}, home)))

    for one in visitors["accounts"]:
        assert log_in(
            sessions, one["login"], one["password"], address="127.0.0.1", hasher=PasswordHasher(), now=clock.now()
        )
    with transaction(sessions) as session:
        assert enter(session, visitors["path"].removeprefix("/l/"), now=clock.now())
    close_database(sessions)


def test_a_demo_that_is_kept_goes_on_as_it_was(p5: str, demo: Demo, tmp_path: Path) -> None:
    visitors = (tmp_path / "demo-p5" / "home" / "visitors.json").read_text(encoding="utf-8")

    code, said = demo("--town", "p5", "--keep")

    assert code == 0
    assert "接着用上次的演示" in said
    assert "redvest generate" not in said
    assert json.loads(visitors)["path"] in said
    assert (tmp_path / "demo-p5" / "home" / "visitors.json").read_text(encoding="utf-8") == visitors


def test_a_demo_that_is_kept_shows_a_link_that_opens(p5: str, demo: Demo, tmp_path: Path) -> None:
    home = tmp_path / "demo-p5" / "home"
    before = json.loads((home / "visitors.json").read_text(encoding="utf-8"))
    sessions = open_database(Settings.from_env(apart({}, home)))
    with transaction(sessions) as session:
        replaced = links.make(session, asker(session, "admin"), before["volunteer"], now=clock.now())

    _, said = demo("--town", "p5", "--keep")

    path = json.loads((home / "visitors.json").read_text(encoding="utf-8"))["path"]
    assert f"http://127.0.0.1:8000{path}" in said
    with transaction(sessions) as session:
        for shown in (path, replaced.path):
            links.require_open(session, shown.removeprefix("/l/"), now=clock.now())
    close_database(sessions)


def test_every_town_has_a_folder_of_its_own(p5: str, demo: Demo) -> None:
    code, said = demo("--town", "p5", "--seconds", "1", "--keep", "--out", "demo-p5")

    assert code == 0
    assert "要从头开始，运行 redvest demo --town p5" in said
    assert "由 redvest up --demo p5 提供" in said


def test_another_town_in_the_same_folder_is_made_anew(p5: str, demo: Demo) -> None:
    code, said = demo("--town", "p8", "--seconds", "1", "--out", "demo-p5", "--keep")

    assert code == 0
    assert "$ redvest generate p8" in said


def test_a_demo_that_was_not_finished_is_made_anew(p5: str, demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "demo-p5" / "home" / "visitors.json").unlink()

    _, said = demo("--town", "p5", "--seconds", "1", "--keep")

    assert "从头开始" in said
    assert "redvest generate" in said


def test_it_leaves_sheets_calendars_and_the_solvers_files(p5: str, tmp_path: Path) -> None:
    folder = tmp_path / "demo-p5" / "p5"
    sheets = [CalamineWorkbook.from_path(file) for file in folder.glob("*.xlsx")]
    assert len(sheets) == 3
    calendars = [Calendar.from_ical(file.read_bytes()) for file in (folder / "日历").iterdir()]
    # 64 person-times of 16 people.
    assert len(calendars) == 16
    assert sum(len(calendar.events) for calendar in calendars) == 64
    problem, digest = read_problem(folder / "p5.problem.json")
    assert not wrongs(problem, digest, read_answer(folder / "p5.answer.json"))


def test_a_second_demo_starts_over_and_leaves_nothing_of_the_first_but_what_is_not_its_own(
    p5: str, demo: Demo, tmp_path: Path
) -> None:
    kept = tmp_path / "demo-p5" / "p5" / "我的笔记.txt"
    kept.write_text("")

    code, said = demo("--town", "p5", "--seed", "2", "--seconds", "1")

    assert code == 0
    assert "从头开始" in said
    assert kept.exists()
    assert len(list((tmp_path / "demo-p5" / "p5" / "日历").iterdir())) == 16


def test_a_database_that_no_demo_left_is_not_touched(demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "demo-p5" / "home").mkdir(parents=True)
    database = tmp_path / "demo-p5" / "home" / "redvest.db"
    database.write_bytes(b"a town's")

    code, said = demo("--town", "p5", "--seconds", "1")

    assert code == 1
    assert "不是演示留下的" in said
    assert database.read_bytes() == b"a town's"
    assert [path.name for path in (tmp_path / "demo-p5").iterdir()] == ["home"]

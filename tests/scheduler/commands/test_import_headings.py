"""`redvest import --column`: what a heading was said to mean is remembered, said the next time, and forgotten."""

from pathlib import Path

import pytest

from scheduler.services import headings
from scheduler.store.database import Sessions, reading
from tests.scheduler.commands.conftest import Redvest

SAID = ("--column", "单位名称=叫啥")


@pytest.fixture
def boss(redvest: Redvest) -> Redvest:
    """The same, asking as an admin."""
    redvest("user", "add", "zhang", "--name", "张三", "--role", "admin")
    return lambda *words: redvest("--as", "zhang", *words)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list of one unit under a heading that nobody knows."""
    path = tmp_path / "名册.csv"
    path.write_text("叫啥,备注\n财政局,\n", encoding="utf-8")
    return path


def remembered(sessions: Sessions) -> object:
    with reading(sessions) as session:
        return headings.remembered(session)


def test_what_was_said_once_need_not_be_said_again(boss: Redvest, sessions: Sessions, file: Path) -> None:
    first = boss("import", file, *SAID)
    again = boss("import", file)

    assert (first.code, again.code) == (0, 0)
    assert "记住了，下次照样读：叫啥 = 单位名称" in first.err
    assert "「名册」按上次的说法：叫啥 = 单位名称" in again.out
    assert "没有变化" in again.out
    assert remembered(sessions) == {"units": {"叫啥": "name"}}


def test_a_trial_keeps_nothing(boss: Redvest, sessions: Sessions, file: Path) -> None:
    boss("import", file, *SAID, "--dry-run")

    assert remembered(sessions) == {}


def test_what_is_forgotten_is_not_known_any_more(boss: Redvest, sessions: Sessions, file: Path) -> None:
    boss("import", file, *SAID)

    ran = boss("import", file, "--forget", "叫啥")

    assert (ran.code, "没有认得的表" in ran.err) == (1, True)
    assert remembered(sessions) == {}


def test_a_heading_is_forgotten_and_said_anew_in_one_go(boss: Redvest, sessions: Sessions, file: Path) -> None:
    boss("import", file, *SAID)
    file.write_text("上头,叫啥,名字儿\n,市,财政局\n", encoding="utf-8")

    ran = boss("import", file, "--forget", "叫啥", "--column", "单位名称=名字儿", "--column", "上级单位=上头")

    assert "忘掉了 1 个列名的说法" in ran.err
    assert remembered(sessions) == {"units": {"名字儿": "name", "上头": "parent"}}


def test_what_to_type_is_said_where_no_heading_is_known(boss: Redvest, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text("人员名称,归口,备忘\n张三,住建局,\n", encoding="utf-8")

    ran = boss("import", path)

    assert ran.code == 1
    assert "「名册」的列名不认得：人员名称、归口、备忘" in ran.err
    assert "--column 姓名=人员名称 --column 单位=您的列名" in ran.err


def test_what_to_type_is_said_of_the_column_that_a_sheet_lacks(boss: Redvest, tmp_path: Path) -> None:
    path = tmp_path / "志愿者.csv"
    path.write_text("姓名,归口,电话\n张三,住建局,13800000000\n", encoding="utf-8")

    ran = boss("import", path)

    assert (ran.code, "--column 单位=您的列名" in ran.out) == (1, True)


def test_what_to_type_is_said_of_a_column_that_looks_like_one_of_ours(boss: Redvest, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text("姓名,单位,电话咯\n张三,住建局,13800000000\n", encoding="utf-8")

    ran = boss("import", path, "--dry-run")

    assert "「名册」里确是这样的话，说明一次：--column 手机=电话咯" in ran.out

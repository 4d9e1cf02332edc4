"""Whoever mistypes a command is told what is wrong in whole sentences of their own language."""

import sys
from types import SimpleNamespace

import pytest

from tests.scheduler.commands.conftest import Redvest

MISTAKES = [
    ("show", "错误：缺少参数 'ROSTER'."),
    ("nosuch", "错误：没有 nosuch 这个命令。"),
    ("show dec --nosuch", "错误：没有 --nosuch 这个选项。"),
    ("show dec --lis", "错误：没有 --lis 这个选项。 是不是 '--list'？"),
    ("show dec --day", "错误：选项 --day 后面要写一个值。"),
    ("show dec --list=3", "错误：选项 --list 后面不带值。"),
    ("show dec --by week", "错误：'--by' 的值不对：'week' 不在可选的 'point', 'person' 之中。"),
    ("show dec --version -1", "错误：'--version' 的值不对：-1 超出了范围 x>=0。"),
    ("show dec --version one", "错误：'--version' 的值不对：'one' 不是合适的数字。"),
    ("rosters a b c", "错误：多写了参数：b c"),
    (
        "user add a --name b",
        "错误：缺少选项 '--role'. 可以是：\n\tadmin,\n\tcoordinator,\n\tinspector,\n\tviewer",
    ),
]


@pytest.mark.parametrize(("words", "told"), MISTAKES)
def test_a_mistake_is_told_in_chinese(redvest: Redvest, words: str, told: str) -> None:
    ran = redvest("--lang", "zh", *words.split())

    assert ran.code == 2
    assert ran.err.rstrip("\n").endswith(told)


def test_a_mistake_comes_with_how_it_is_written(redvest: Redvest) -> None:
    ran = redvest("--lang", "zh", "show")

    assert ran.err.startswith("用法： redvest show [OPTIONS] ROSTER\n说明见 redvest show --help\n")


def test_a_mistake_is_told_in_english(redvest: Redvest) -> None:
    ran = redvest("--lang", "en", "show")

    assert ran.err.endswith("Try 'redvest show --help' for help.\n\nError: Missing argument 'ROSTER'.\n")


def test_help_has_its_titles_in_chinese(redvest: Redvest) -> None:
    ran = redvest("--lang", "zh", "user", "add", "--help")

    assert "选项:\n" in ran.out
    assert "显示这份说明" in ran.out
    assert "[必填]" in ran.out


def test_ctrl_c_is_said_in_a_line(redvest: Redvest, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "scheduler.commands.line", SimpleNamespace(run=interrupted))

    ran = redvest("rosters")

    assert (ran.code, ran.out, ran.err) == (130, "", "已中断\n")

"""Help is given in the language that was asked for, though it is written when a command is loaded."""

import os
import re
import subprocess
import sys

import pytest

from scheduler.commands.help_pages import wrapped


@pytest.mark.parametrize(("language", "chinese"), [("en", False), ("zh", True)])
@pytest.mark.parametrize("command", [("absence", "add"), ()], ids=["a command's", "that of all"])
def test_help_is_given_in_the_language_asked_for(language: str, chinese: bool, command: tuple[str, ...]) -> None:
    told = helped(language, *command)

    assert bool(re.search("[\u4e00-\u9fff]", told)) is chinese


def test_each_command_is_listed_with_a_whole_sentence() -> None:
    told = " ".join(helped("en").split())

    assert "..." not in told.partition("Commands:")[2]
    assert "restore Put a backup back; stop serving and the clock first" in told


def test_chinese_stands_in_columns_and_keeps_its_signs() -> None:
    lines = wrapped("先停止服务和时钟，再恢复（见说明）。", 10)

    assert lines == ["先停止服务", "和时钟，再", "恢复（见说", "明）。"]


def helped(language: str, *command: str) -> str:
    ours = {name: value for name, value in os.environ.items() if name not in {"REDVEST_LANGUAGE", "LC_ALL"}}
    words = [sys.executable, "-m", "scheduler", "--lang", language, *command, "--help"]
    return subprocess.run(words, env={**ours, "PYTHONUTF8": "1"}, capture_output=True, check=True).stdout.decode()

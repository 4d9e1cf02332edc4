"""`redvest backup` and `redvest restore` as somebody types them."""

from pathlib import Path

import pytest

from tests.scheduler.commands.conftest import Redvest


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_town_goes_into_a_file_and_comes_back(redvest: Redvest, tmp_path: Path) -> None:
    redvest("user", "add", "zhang", "--name", "张三", "--role", "admin")
    kept = redvest("backup", tmp_path / "kept")
    redvest("--as", "zhang", "user", "add", "li", "--name", "李四", "--role", "viewer")

    unasked = redvest("restore", tmp_path / "kept")
    restored = redvest("restore", tmp_path / "kept", "--replace")

    assert (kept.code, unasked.code, restored.code) == (0, 1, 0)
    assert "密钥不在备份里" in kept.out
    assert "--replace" in unasked.err
    assert "原来的数据库另存为" in restored.out
    listed = redvest("--as", "zhang", "user", "list").out
    assert "zhang" in listed
    assert "李四" not in listed


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_folder_that_had_to_be_made_is_told_of(redvest: Redvest, tmp_path: Path) -> None:
    redvest("user", "add", "zhang", "--name", "张三", "--role", "admin")

    made = redvest("backup", tmp_path / "u-disk" / "kept")
    there = redvest("backup", tmp_path / "u-disk" / "again")

    assert (made.code, f"{tmp_path / 'u-disk'} 原来没有" in made.err) == (0, True)
    assert (there.code, there.err) == (0, "")

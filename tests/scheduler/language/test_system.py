"""When the system refuses, people are told why in their own language."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from scheduler.errors import Invalid
from scheduler.exchange.text_tables import read_csv
from scheduler.exchange.whole import write_file
from scheduler.exchange.workbook import read_workbook
from scheduler.language import choose
from scheduler.language.system import reason


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOENT, "没有这个文件或文件夹"),
        (errno.EACCES, "没有权限"),
        (errno.EISDIR, "这是文件夹，不是文件"),
        (errno.ENOTDIR, "路径里有一段不是文件夹"),
        (errno.EROFS, "磁盘是只读的"),
        (errno.ENOSPC, "磁盘已满"),
        (errno.ENAMETOOLONG, "名字太长"),
        (errno.EADDRNOTAVAIL, "这台机器没有这个地址"),
    ],
)
def test_a_refusal_of_the_system_is_told_in_chinese(number: int, told: str) -> None:
    refused = OSError(number, os.strerror(number))

    assert reason(refused) == told


def test_a_refusal_of_the_system_is_told_in_english() -> None:
    choose("en")

    assert reason(OSError(errno.ENOSPC, "No space left on device")) == "the disk is full"


def test_what_is_seldom_met_stays_as_the_system_says_it() -> None:
    assert reason(OSError(errno.EPIPE, "Broken pipe")) == "Broken pipe"
    assert reason(OSError("only words")) == "only words"


@pytest.mark.parametrize("read", [lambda file: list(read_workbook(file)), read_csv])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, read: Callable[[Path], object]) -> None:
    file = tmp_path / "town.xlsx"

    with pytest.raises(Invalid) as refused:
        read(file)

    assert str(refused.value) == f"文件 {file} 打不开：没有这个文件或文件夹"


def test_a_file_below_a_file_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")

    with pytest.raises(Invalid) as refused:
        write_file(tmp_path / "a" / "b" / "c.csv", b"1")

    assert str(refused.value) == f"文件 {tmp_path}/a/b/c.csv 写不了：路径里有一段不是文件夹"

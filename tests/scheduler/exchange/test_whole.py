"""Files appear whole or not at all."""

from pathlib import Path

import pytest

from scheduler.errors import Invalid
from scheduler.exchange.whole import file_name, write_all, write_file


def test_a_file_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b.xlsx", b"old")
    write_file(tmp_path / "a" / "b.xlsx", b"new")

    assert [(path.name, path.read_bytes()) for path in (tmp_path / "a").iterdir()] == [("b.xlsx", b"new")]


def test_a_folder_gets_its_files_and_keeps_the_others(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")

    written = write_all(tmp_path, {"a.xlsx": b"1", "b.ics": b"2"})

    assert written == (tmp_path / "a.xlsx", tmp_path / "b.ics")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.ics", "mine.txt"]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a file where a folder should be")

    with pytest.raises(Invalid, match="写不了"):
        write_file(tmp_path / "a" / "b", b"")

    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("某街道 12月", "某街道 12月", id="an ordinary title"),
        pytest.param("新华路/金光道", "新华路-金光道", id="a slash"),
        pytest.param("../../etc/passwd", "etc-passwd", id="a way out"),
        pytest.param('a:b*c?"d"', "a-b-c-d", id="what windows forbids"),
        pytest.param("...", "-", id="nothing left"),
        pytest.param("长" * 200, "长" * 80, id="too long"),
    ],
)
def test_any_text_makes_a_file_name(text: str, name: str) -> None:
    assert file_name(text) == name

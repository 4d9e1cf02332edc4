"""Files come in plain or packed, whatever their names, and are refused when broken or too large."""

import gzip
from pathlib import Path

import pytest

from solver.files import Refused, disk
from solver.files.disk import read_unpacked

TEXT = '{"name": "开发区"}'.encode()


def test_a_plain_file_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "town.json.gz"
    path.write_bytes(TEXT)

    assert read_unpacked(path) == TEXT


def test_gzip_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "town.json"
    path.write_bytes(gzip.compress(TEXT))

    assert read_unpacked(path) == TEXT


def test_a_gzip_of_several_members_is_their_texts_in_turn(tmp_path: Path) -> None:
    path = tmp_path / "town.json"
    path.write_bytes(gzip.compress(TEXT[:7]) + gzip.compress(TEXT[7:]))

    assert read_unpacked(path) == TEXT


PACKED = gzip.compress(TEXT, mtime=0)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(PACKED[:-1], id="the last byte is missing"),
        pytest.param(PACKED[:12], id="cut in the middle"),
        pytest.param(PACKED[:2], id="nothing after the first two bytes"),
        pytest.param(PACKED + b"x", id="a byte of rubbish after the end"),
        pytest.param(PACKED + TEXT, id="plain text after the end"),
        pytest.param(PACKED[:-8] + b"\0\0\0\0" + PACKED[-4:], id="a wrong check sum"),
        pytest.param(PACKED[:-4] + b"\0\0\0\0", id="a wrong length"),
        pytest.param(b"\x1f\x8b\x07" + PACKED[3:], id="an unknown method of packing"),
        pytest.param(PACKED[:10] + b"\xff" + PACKED[11:], id="a spoilt block"),
    ],
)
def test_a_broken_gzip_is_refused(tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / "town.json.gz"
    path.write_bytes(broken)

    with pytest.raises(Refused, match=r"^file: a broken gzip"):
        read_unpacked(path)


@pytest.mark.parametrize("pack", [pytest.param(bytes, id="plain"), pytest.param(gzip.compress, id="packed")])
def test_reading_stops_where_a_file_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: "type[bytes]"
) -> None:
    monkeypatch.setattr(disk, "MOST_BYTES", len(TEXT))
    exact, larger = tmp_path / "exact", tmp_path / "larger"
    exact.write_bytes(pack(TEXT))
    larger.write_bytes(pack(TEXT + b" "))

    assert read_unpacked(exact) == TEXT
    with pytest.raises(Refused, match=f"file: more than {len(TEXT)} bytes"):
        read_unpacked(larger)


def test_half_a_gigabyte_is_the_limit() -> None:
    assert disk.MOST_BYTES == 512_000_000


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"^file: cannot be read \(No such file"):
        read_unpacked(tmp_path / "nowhere.json")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"^file: cannot be read \(Is a directory"):
        read_unpacked(tmp_path)

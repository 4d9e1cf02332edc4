"""A file that is not the JSON the format wants is refused, in one line and without harm to anybody."""

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from solver.files import Refused, read_problem

FaultsOf = Callable[[bytes], tuple[str, ...]]


def nested(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


NOT_JSON = {
    "an empty file": b"",
    "blanks only": b" \n",
    "not JSON at all": b"units: []",
    "a list never closed": b'{"units": [',
    "an object never closed": b'{"format": "redvest-problem/1"',
    "a string never closed": b'{"format',
    "a comma too many in an object": b'{"days": 28,}',
    "a comma too many in a list": b'{"units": [1,]}',
    "a comma too few": b'{"days": 28 "name": ""}',
    "single quotes": b"{'days': 28}",
    "a key without quotes": b"{days: 28}",
    "a comment": b'{"days": 28} // four weeks',
    "two documents": b"{}{}",
    "a leading zero": b'{"days": 028}',
    "a plus sign": b'{"days": +28}',
    "a bare point": b'{"days": 28.}',
    "no digit before the point": b'{"days": .5}',
    "a hexadecimal number": b'{"days": 0x1c}',
    "Python's True": b'{"days": True}',
    "nan in small letters": b'{"days": nan}',
    "a line break inside a string": b'{"name": "a\nb"}',
    "an unknown escape": rb'{"name": "\x41"}',
    "a cut escape": rb'{"name": "\u12"}',
    "full-width digits": '{"days": ２８}'.encode(),
    "a no-break space": '{"days":\u00a028}'.encode(),
}


@pytest.mark.parametrize("data", NOT_JSON.values(), ids=NOT_JSON.keys())
def test_what_is_not_json_is_refused_with_line_and_column(faults_of: FaultsOf, data: bytes) -> None:
    (fault,) = faults_of(data)

    assert fault.startswith("file: ")
    assert " at line " in fault
    assert fault.endswith("; allowed: JSON")


def test_the_place_of_a_slip_is_told(faults_of: FaultsOf) -> None:
    (fault,) = faults_of(b'{"format": "redvest-problem/1",\n "days" 28}')

    assert fault == "file: Expecting ':' delimiter at line 2 column 9, near \"28}\"; allowed: JSON"


NOT_UTF8 = {
    "a byte order mark": (b"\xef\xbb\xbf{}", "file: begins with a byte order mark; allowed: UTF-8 without one"),
    "GB18030": ('{"name": "开"}'.encode("gb18030"), "file: byte 0xbf at offset 10; allowed: UTF-8"),
    "Latin-1": (b'{"name": "\xe9"}', "file: byte 0xe9 at offset 10; allowed: UTF-8"),
    "UTF-16": ("{}".encode("utf-16"), "file: byte 0xff at offset 0; allowed: UTF-8"),
    "half a surrogate pair": (b'{"name": "\xed\xa0\x80"}', "file: byte 0xed at offset 10; allowed: UTF-8"),
    "a letter cut in two": (b'{"name": "\xe5\xbc', "file: byte 0xe5 at offset 10; allowed: UTF-8"),
    "gzip in gzip": (gzip.compress(b"{}"), "file: byte 0x8b at offset 1; allowed: UTF-8"),
}


@pytest.mark.parametrize(("data", "line"), NOT_UTF8.values(), ids=NOT_UTF8.keys())
def test_what_is_not_plain_utf8_is_refused(faults_of: FaultsOf, data: bytes, line: str) -> None:
    assert faults_of(data) == (line,)


@pytest.mark.parametrize("data", [b"[]", b"28", b'"redvest"', b"null", b"true", b"NaN", b"1e999"])
def test_a_file_whose_top_is_no_object_is_refused(faults_of: FaultsOf, data: bytes) -> None:
    assert faults_of(data) == (f"file: {data.decode()}; allowed: an object",)


@pytest.mark.parametrize(
    ("place", "written"),
    [
        ("days", "28.0"),
        ("days", "28.50"),
        ("days", "1e3"),
        ("days", "1E+1"),
        ("days", "NaN"),
        ("days", "-Infinity"),
        ("days", "1e999"),
        ("days", "1000000001"),
        ("days", "123456789012345678901234567890"),
        ("name", "NaN"),
        ("units[0].at[0]", "NaN"),
        ("units[0].at[0]", "-Infinity"),
        ("units[0].at[1]", "1e999"),
        ("units[0].at[1]", "90.00000000000002"),
    ],
)
def test_a_number_is_shown_as_it_is_written(
    with_changes: Callable[..., bytes], faults_of: FaultsOf, place: str, written: str
) -> None:
    data = with_changes({place: "HERE"}).replace(b'"HERE"', written.encode())

    (fault,) = faults_of(data)

    assert fault.startswith(f"{place}: {written}; allowed: ")


@pytest.mark.parametrize("place", ["days", "units[0].at[0]", "name"])
def test_a_number_of_five_thousand_digits_is_refused_by_its_path(
    with_changes: Callable[..., bytes], faults_of: FaultsOf, place: str
) -> None:
    data = with_changes({place: "HERE"}).replace(b'"HERE"', b"9" * 5000)

    (fault,) = faults_of(data)

    assert fault.startswith(f"{place}: 99999")
    assert len(fault) < 200


@pytest.mark.parametrize("data", [nested(100_000), b"[" * 100_000, b'{"a":' * 100_000, nested(33)])
def test_what_is_nested_too_deep_is_refused(faults_of: FaultsOf, data: bytes) -> None:
    faults = faults_of(data)

    assert any("nested more than 32 levels deep" in fault for fault in faults)


@pytest.mark.parametrize(("levels", "too_deep"), [(31, False), (32, True), (900, True)])
def test_the_outermost_object_is_the_first_of_32_levels(
    faults_of: FaultsOf, town: dict[str, Any], levels: int, too_deep: bool
) -> None:
    town["name"] = json.loads(nested(levels))

    faults = faults_of(json.dumps(town).encode())

    where = "name" + "[0]" * 31
    line = f"{where}: nested more than 32 levels deep; allowed: at most 32 levels of lists and objects"
    assert faults[0].startswith("name: [[")
    assert (line in faults) is too_deep


def test_a_file_is_known_by_the_digest_of_its_unpacked_bytes(
    tmp_path: Path, with_changes: Callable[..., bytes]
) -> None:
    data = with_changes({})
    plain, packed = tmp_path / "town.json", tmp_path / "town.packed"
    plain.write_bytes(data)
    packed.write_bytes(gzip.compress(data))

    assert read_problem(plain) == read_problem(packed)
    assert read_problem(plain)[1] == hashlib.sha256(data).hexdigest()


def test_a_broken_file_is_refused_on_reading(tmp_path: Path) -> None:
    path = tmp_path / "town.json"
    path.write_bytes(b"{")

    with pytest.raises(Refused, match=r"^file: Expecting property name"):
        read_problem(path)


def test_a_refusal_says_all_its_lines() -> None:
    assert str(Refused("days: 0; allowed: more", "name: 7; allowed: a string")) == (
        "days: 0; allowed: more\nname: 7; allowed: a string"
    )

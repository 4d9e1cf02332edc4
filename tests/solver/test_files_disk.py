"""Files come in plain or packed, and go out whole or not at all."""

import gzip
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from solver.files import Refused, disk, write_whole
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


def test_what_is_written_replaces_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_bytes(b"a much longer text than the one that comes")
    path.chmod(0o640)

    write_whole(path, TEXT)

    assert path.read_bytes() == TEXT
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_in_gz_is_packed_the_same_way_every_time(tmp_path: Path) -> None:
    first, second = tmp_path / "a.json.gz", tmp_path / "b.json.gz"

    write_whole(first, TEXT)
    write_whole(second, TEXT)

    assert gzip.decompress(first.read_bytes()) == TEXT
    assert first.read_bytes() == second.read_bytes()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "out.json", tmp_path / "link.json"
    real.write_bytes(b"old")
    link.symlink_to(real)

    write_whole(link, TEXT)

    assert link.is_symlink()
    assert real.read_bytes() == TEXT


def test_a_new_file_is_as_open_as_any_other(tmp_path: Path) -> None:
    other, path = tmp_path / "other", tmp_path / "out.json"
    other.write_bytes(b"")

    write_whole(path, TEXT)

    assert path.stat().st_mode == other.stat().st_mode


def test_a_missing_folder_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "nowhere" / "out.json", TEXT)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_never_written_over(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, TEXT)

    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    write_whole(pipe, TEXT)

    assert os.read(reader, 1000) == TEXT
    os.close(reader)


PROGRAM = """
import resource, signal, sys
from pathlib import Path
from solver.files import write_whole
path, room, when_full = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
signal.signal(signal.SIGXFSZ, when_full)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
write_whole(path, b"n" * 1_000_000)
"""


def command(path: Path, *, room: int = 2_000_000, when_full: int = signal.SIG_IGN) -> list[str]:
    """A process that writes a million bytes to `path` where no file may grow beyond `room` bytes."""
    return [sys.executable, "-B", "-c", PROGRAM, str(path), str(room), str(int(when_full))]


def test_standard_output_is_written_to() -> None:
    done = subprocess.run(command(Path("/dev/stdout")), stdout=subprocess.PIPE, check=True)

    assert done.stdout == b"n" * 1_000_000


def test_standard_output_sent_to_the_end_of_a_file_leaves_what_stands_before(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_bytes(b"before ")

    with log.open("ab") as stream:
        subprocess.run(command(Path("/dev/stdout")), stdout=stream, check=True)

    assert log.read_bytes() == b"before " + b"n" * 1_000_000


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_bytes(b"old")

    done = subprocess.run(command(path, room=500_000), stderr=subprocess.PIPE, check=False)

    assert b"File too large" in done.stderr
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_kill_in_the_middle_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_bytes(b"old")

    done = subprocess.run(command(path, room=500_000, when_full=signal.SIG_DFL), check=False)

    assert done.returncode == -signal.SIGXFSZ
    assert path.read_bytes() == b"old"

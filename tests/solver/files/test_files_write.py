"""Files go out whole or not at all, and leave nothing beside them."""

import gzip
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from solver.files import write_whole

TEXT = '{"name": "开发区"}'.encode()


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

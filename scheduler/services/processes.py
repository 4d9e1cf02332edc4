"""Processes: how a row names the one that works on it, and whether that one is still there."""

import os
import socket
from pathlib import Path
from secrets import token_hex


def our_name() -> str:
    """A new "host:pid:token" for this process; hosts that share a database need different names."""
    return f"{socket.gethostname()}:{os.getpid()}:{token_hex(4)}"


def is_gone(name: str) -> bool:
    """Whether the process "host:pid:token" ran on this machine and runs no more."""
    host, pid, _ = name.rsplit(":", 2)
    if host != socket.gethostname() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return _is_dead(int(pid))


def _is_dead(pid: int) -> bool:
    """Whether it has ended and only its number is left, since nobody asked how: as in containers whose first process
    does not look after orphans. Where there is no /proc, it counts as running."""
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0] == "Z"
        )
    except OSError:
        return False

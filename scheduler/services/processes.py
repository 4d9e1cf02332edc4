"""Processes: how a row names the one that works on it, and whether that one is still there."""

import os
import socket
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
    return False

"""Ports for servers that tests start in processes of their own, each given to one test only."""

import atexit
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack

HERE = "127.0.0.1"
_FIRST, _STRIDE, _STRIPES = 20_000, 100, 100
"""Below all that the system hands out to whoever connects: those may be taken by anybody at any moment."""

_reserved = ExitStack()
atexit.register(_reserved.close)


def a_port() -> int:
    """A port that nobody listens on; while this process lives no other test on this machine is given it."""
    for port in _candidates():
        # A name that only one process can have, and that goes with it.
        ours = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            ours.bind(f"\0redvest-tests-{port}")
        except OSError:
            ours.close()
            continue
        _reserved.enter_context(ours)
        if _is_free(port):
            return port
    raise RuntimeError("no port is free")


def _candidates() -> Iterator[int]:
    """All of them, beginning where other processes do not."""
    begin = os.getpid() % _STRIPES * _STRIDE
    return (_FIRST + (begin + n) % (_STRIDE * _STRIPES) for n in range(_STRIDE * _STRIPES))


def _is_free(port: int) -> bool:
    with socket.socket() as asking:
        asking.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asking.bind((HERE, port))
        except OSError:
            return False
    return True

"""Waiting for what other processes and threads do: always for something to be so, never for some time to pass."""

from collections.abc import Callable
from time import monotonic, sleep

PATIENCE = 300.0
"""Seconds. Nothing takes nearly that long; a machine that is busy with other things may be so slow."""


def until(what: Callable[[], object], *, told: Callable[[], object] = lambda: "") -> None:
    """Wait until `what` is so. Fails when it takes too long, with what is `told` then."""
    began = monotonic()
    while not what():
        assert monotonic() - began < PATIENCE, f"it took too long\n{told()}"
        sleep(0.05)

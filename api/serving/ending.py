"""Ending: a process that serves does not outlive the one that started it, and does not linger."""

import os
import signal
from collections.abc import Callable
from threading import Thread
from time import sleep

PATIENCE = 9.0
"""Seconds in which whatever is in flight may finish."""


def end_after(gone: Callable[[], object]) -> None:
    """When `gone` returns, the one we work for has died: finish what is in flight, then end."""
    Thread(target=_end, args=(gone,), name="ending", daemon=True).start()


def _end(gone: Callable[[], object]) -> None:
    gone()
    os.kill(os.getpid(), signal.SIGTERM)
    sleep(PATIENCE)
    os._exit(1)

"""`redvest up`: everything one machine needs, in one: tables up to date, pages and REST, and the clock."""

import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Event, Thread
from time import monotonic

import requests

from api.serving.supervise import keep_running

_COMMANDS = (("serve",), ("clock",))
_ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_LOOK = 0.3
_SLOW = 10


def run(address: str, *, env: Mapping[str, str], ready: Callable[[], None], waiting: Callable[[int], None]) -> bool:
    """Serve and keep the clock until a signal; `ready` is called once `address` answers, until then `waiting` now and
    then with the seconds so far. Whether all went well."""
    stopping = Event()
    for one in _ENDING:
        signal.signal(one, lambda *_: stopping.set())
    Thread(target=_announce, args=(f"{address}/healthz", stopping, ready, waiting), daemon=True).start()
    return keep_running(_COMMANDS, env=env, stopping=stopping)


def _announce(address: str, stopping: Event, ready: Callable[[], None], waiting: Callable[[int], None]) -> None:
    begun = told = monotonic()
    while not stopping.wait(_LOOK):
        with suppress(requests.RequestException):
            if requests.get(address, timeout=5).ok:
                ready()
                return
        if monotonic() - told >= _SLOW:
            told = monotonic()
            waiting(round(told - begun))

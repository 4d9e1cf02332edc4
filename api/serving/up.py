"""`redvest up`: everything one machine needs, in one: tables up to date, pages and REST, and the clock."""

import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Event, Thread

import requests

from api.serving.supervise import keep_running

_COMMANDS = (("serve",), ("clock",))
_ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_LOOK = 0.3


def run(address: str, *, env: Mapping[str, str], ready: Callable[[], None]) -> bool:
    """Serve and keep the clock until a signal; `ready` is called once `address` answers. Whether all went well."""
    stopping = Event()
    for one in _ENDING:
        signal.signal(one, lambda *_: stopping.set())
    Thread(target=_announce, args=(f"{address}/healthz", stopping, ready), daemon=True).start()
    return keep_running(_COMMANDS, env=env, stopping=stopping)


def _announce(address: str, stopping: Event, ready: Callable[[], None]) -> None:
    while not stopping.wait(_LOOK):
        with suppress(requests.RequestException):
            if requests.get(address, timeout=5).ok:
                ready()
                return

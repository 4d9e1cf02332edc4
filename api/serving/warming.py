"""Warming: each process that serves looks again and again whether the town has changed, and packs what it is asked for
anew before anybody waits for it."""

from dataclasses import dataclass
from threading import Thread
from time import monotonic, sleep

import structlog

from api.town import Town
from scheduler.clock import today
from scheduler.services.memory import last_entry, warm
from scheduler.store.database import reading

_log = structlog.get_logger("redvest.warming")
_LOOK = 1.0
_REST = 2.0
"""For so many times as long as it has worked it rests: whoever asks meanwhile comes first."""


@dataclass
class Warming:
    """Of one process. `seen` is the last entry of the audit when it looked, None before."""

    town: Town
    seen: int | None = None

    def look(self) -> int:
        """Pack what has changed, and say how many rosters that were."""
        with reading(self.town.sessions) as session:
            last = last_entry(session)
            if last == self.seen:
                return 0
            # What cannot be packed now is not tried again until something changes.
            self.seen = last
            return warm(session, self.town.memory, today=today(self.town.now))


def keep_warm(town: Town) -> None:
    """As long as the process lives."""
    Thread(target=_go_on, args=(Warming(town),), name="warming", daemon=True).start()


def _go_on(warming: Warming) -> None:
    while True:
        began = monotonic()
        try:
            warming.look()
        except Exception:  # whatever it is, those who ask are told themselves
            _log.exception("not warmed")
        sleep(max(_LOOK, _REST * (monotonic() - began)))

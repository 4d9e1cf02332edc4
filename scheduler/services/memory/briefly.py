"""Briefly: an answer that everybody is given alike is worked out once in a while, however many ask."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, TypeVar, cast

Answer = TypeVar("Answer")

LASTS = timedelta(minutes=10)


class Briefly:
    """Belongs to one database. Answers are kept for LASTS; those that are older are let go when another is made."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[datetime, Any]] = {}
        self._lock = Lock()

    def told(self, key: Hashable, make: Callable[[], Answer], *, now: datetime) -> Answer:
        """What `make` said of `key` a short while ago, or says now; who else asks meanwhile waits for it."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or not now - LASTS < kept[0] <= now:
                self._kept = {one: said for one, said in self._kept.items() if said[0] > now - LASTS}
                kept = self._kept[key] = now, make()
        return cast(Answer, kept[1])

"""Answers: what was found out about a roster, as long as its mark is the same; then it is found out anew."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

from scheduler.services.memory.mark import Mark

Answer = TypeVar("Answer")

_MOST = 48
"""Answers; one is at most a line for each of a city's people or posts, half a megabyte."""


class Answers:
    """The last `most` that were asked for. They are shared by whoever asks, and not changed."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[Mark, Any]] = OrderedDict()
        self._lock = Lock()

    def told(self, question: Hashable, mark: Mark, find: Callable[[], Answer]) -> Answer:
        """What was found when the roster had this mark, or is found now."""
        with self._lock:
            known = self._kept.get(question)
            if known is not None and known[0] == mark:
                self._kept.move_to_end(question)
                return cast(Answer, known[1])
        found = find()
        with self._lock:
            self._kept[question] = mark, found
            self._kept.move_to_end(question)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found

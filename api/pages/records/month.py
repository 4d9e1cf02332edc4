"""Days laid out as a wall calendar: weeks from Monday, with gaps where other months begin and end."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class _Dated(Protocol):
    @property
    def day(self) -> date: ...


Dated = TypeVar("Dated", bound=_Dated)


def weeks(days: Iterable[Dated]) -> tuple[tuple[Dated | None, ...], ...]:
    """The days, of one month and in order, by week; None before the first and after the last."""
    dated = tuple(days)
    gap = dated[0].day.weekday() if dated else 0
    cells: list[Dated | None] = [*[None] * gap, *dated, *[None] * (-(gap + len(dated)) % 7)]
    return tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7))

"""What is asked of the engine: each kind of town at three seeds, in so many seconds, and how near to its bound."""

from collections.abc import Iterator
from dataclasses import dataclass

SEEDS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Trial:
    """`gap` is wanted of the median seed within `seconds` of wall time, the file read and the answer written, in at
    most `memory` gigabytes; None where nothing is wanted. `beside`: other programs are asked the same at the first
    seed. `full`: only where there is an hour."""

    kind: str
    seconds: float
    gap: float | None = None
    memory: float | None = None
    seeds: tuple[int, ...] = SEEDS
    beside: bool = False
    full: bool = False


TRIALS = (
    Trial("street", 20, 0.01, 0.4, beside=True),
    Trial("city/8", 10, 0.01, 0.4),
    Trial("city/8", 60, 0.005, 0.4, beside=True),
    Trial("city", 30, 0.015, 0.6),
    Trial("city", 90, 0.007, 0.6),
    Trial("city-spare", 60, 0.015, 0.6),
    Trial("weekend", 30, 0.005, 1.0),
    Trial("city", 120, full=True, seeds=(1,), beside=True),
    Trial("city-full", 60, full=True),
    Trial("city-short", 60, full=True),
    Trial("city*4", 180, 0.015, 1.5, full=True),
    Trial("weekend-large", 300, 0.01, 6.0, full=True),
)


def chosen(kinds: tuple[str, ...], *, full: bool) -> Iterator[Trial]:
    """Those of these kinds, or of every kind; the long ones only where the kind is named or `full` is asked."""
    for trial in TRIALS:
        if trial.kind in kinds or (not kinds and (full or not trial.full)):
            yield trial

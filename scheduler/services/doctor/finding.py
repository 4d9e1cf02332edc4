"""What the doctor found."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.language import say

_NAMED = 5


class Health(StrEnum):
    """well: nothing to do; mind: it works, but not as well as it could; ill: something does not work."""

    WELL = "well"
    MIND = "mind"
    ILL = "ill"


@dataclass(frozen=True, slots=True)
class Finding:
    """`what` was looked at, how it `is`, and what to `do`, "" where nothing is to be done."""

    health: Health
    what: str
    found: str
    do: str = ""


def named(names: Sequence[str]) -> str:
    """The first few of them, and how many there are."""
    shown = "、".join(names[:_NAMED])
    return shown if len(names) <= _NAMED else say("{names}等 {count} 个", names=shown, count=len(names))

"""What a channel is opened with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from scheduler.settings import Settings


@dataclass(frozen=True, slots=True)
class World:
    """The settings, what time it is, and seconds that never go back."""

    settings: Settings
    now: Callable[[], datetime]
    ticks: Callable[[], float]

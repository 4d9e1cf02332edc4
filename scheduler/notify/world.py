"""What a channel is opened with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from scheduler.settings import Settings


@dataclass(frozen=True, slots=True)
class World:
    """The settings, and what time it is."""

    settings: Settings
    now: Callable[[], datetime]

"""When the clock reminds whom."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeSettings:
    """Each kind of reminder with its time or its switch."""

    @classmethod
    def from_env(cls, _env: Mapping[str, str]) -> "TimeSettings":
        """Raises Misconfigured."""
        return cls()

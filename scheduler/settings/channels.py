"""How messages go out."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """Which channels are on, and where they reach."""

    @classmethod
    def from_env(cls, _env: Mapping[str, str]) -> "ChannelSettings":
        """Raises Misconfigured."""
        return cls()

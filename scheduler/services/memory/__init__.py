"""Memory: rosters kept packed and judged between two questions, each only as long as nothing has changed."""

from scheduler.services.memory.briefly import Briefly
from scheduler.services.memory.held import Held
from scheduler.services.memory.memory import Memory, kept, lend, packed, recalled

__all__ = ["Briefly", "Held", "Memory", "kept", "lend", "packed", "recalled"]

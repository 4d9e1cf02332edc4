"""Memory: rosters kept packed and judged between two questions, each only as long as nothing has changed."""

from scheduler.services.memory.briefly import Briefly
from scheduler.services.memory.held import Held
from scheduler.services.memory.mark import last_entry
from scheduler.services.memory.memory import Memory, kept, lend, packed, recalled
from scheduler.services.memory.warming import warm

__all__ = ["Briefly", "Held", "Memory", "kept", "last_entry", "lend", "packed", "recalled", "warm"]

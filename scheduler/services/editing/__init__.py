"""Hand edits of the town, one thing at a time: the same judge as an import, the same audit, never half a change."""

from scheduler.services.editing.put import put
from scheduler.services.editing.turns import take_turn

__all__ = ["put", "take_turn"]

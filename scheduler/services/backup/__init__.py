"""Backups: the whole database in one file, taken while the town works, and put back while nothing runs.

The key that opens phones is not in it: whoever finds a backup finds no phones, and whoever loses the key has none.
"""

from scheduler.services.backup.keeping import Kept, Restored, backup, restore

__all__ = ["Kept", "Restored", "backup", "restore"]

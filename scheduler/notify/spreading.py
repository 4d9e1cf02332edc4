"""Spreading: what everybody sends on the hour, we send a little later, each group at its own minute."""

import hashlib
from datetime import datetime, timedelta

_LEAST, _MOST = 60, 540
_CROWDED = (0, 30)


def spread(moment: datetime, key: str) -> datetime:
    """The same moment, but 1 to 9 minutes later if it is in the first minute of an hour or of a half hour: there
    robots are throttled. Equal keys give equal moments."""
    if moment.minute not in _CROWDED:
        return moment
    return moment + later(key, least=_LEAST, most=_MOST)


def later(key: str, *, least: int, most: int) -> timedelta:
    """`least` to `most` seconds, always the same for a key."""
    digest = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8])
    return timedelta(seconds=least + digest % (most - least + 1))

"""Trying again: later every time, and not for ever."""

from datetime import datetime, timedelta

TRIES = 5
FIRST = timedelta(minutes=1)
FACTOR = 4
LONGEST = timedelta(hours=6)
_LITTLE = timedelta(seconds=10)


def next_try(tries: int, wait: timedelta | None, *, now: datetime, jitter: float, most: int = TRIES) -> datetime | None:
    """When to try again after the `tries`-th attempt failed; None: no more, `most` have been made.

    About 1 minute after the first, then 4, 16, 64 and so on, at most 6 hours: times 0.75 to 1.25, as `jitter` goes
    from 0 to 1, so that what failed together is not tried together. Never before `wait` is over, where the channel
    named one.
    """
    if tries >= most:
        return None
    steps = min(tries - 1, 10)
    delay = min(FIRST * int(FACTOR**steps), LONGEST) * (0.75 + jitter / 2)
    if wait is not None:
        delay = max(delay, wait + min(wait / 10, _LITTLE) * jitter)
    return now + delay

"""Jobs: the clock. A table of ticks that only look; what they find due, one process claims in the database."""

from scheduler.jobs.keeping import keep
from scheduler.jobs.ticks import Clock

__all__ = ["Clock", "keep"]

"""The only bridge between the rows and the solver: rows -> Problem, Roster -> rows, town time <-> minutes."""

from scheduler.store.snapshot.away import Cause, WhyAway
from scheduler.store.snapshot.keeping import Said, duties_of, keep
from scheduler.store.snapshot.limits import Limits, limits_of, weights_of
from scheduler.store.snapshot.taking import Taken, snapshot, taken

__all__ = [
    "Cause",
    "Limits",
    "Said",
    "Taken",
    "WhyAway",
    "duties_of",
    "keep",
    "limits_of",
    "snapshot",
    "taken",
    "weights_of",
]

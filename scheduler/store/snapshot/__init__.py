"""The only bridge between the rows and the solver: rows -> Problem, Roster -> rows, town time <-> minutes."""

from scheduler.store.snapshot.away import Cause
from scheduler.store.snapshot.keeping import Said, duties_of, keep
from scheduler.store.snapshot.limits import Limits, limits_of, weights_of
from scheduler.store.snapshot.taking import snapshot, why_away

__all__ = ["Cause", "Limits", "Said", "duties_of", "keep", "limits_of", "snapshot", "weights_of", "why_away"]

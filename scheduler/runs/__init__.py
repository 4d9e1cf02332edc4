"""Runs: claim a queued solve, or one whose process died, solve it, and keep the answer as a new version."""

from scheduler.runs.claiming import Claim, claim, orphaned, waiting
from scheduler.runs.way import Way
from scheduler.runs.working import Outcome, work

__all__ = ["Claim", "Outcome", "Way", "claim", "orphaned", "waiting", "work"]

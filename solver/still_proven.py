"""What an earlier answer's bound still proves once somebody is away: less is allowed, so nothing has become cheaper."""

from math import floor

from solver.check import apply
from solver.files import Changes, Earlier
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.published import Added, Dropped


def still_proven(problem: Problem, digest: str, earlier: Earlier, changes: Changes) -> int | None:
    """A bound on all legal rosters of the problem, of that digest, once it has the changes, whose `published` are the
    earlier answer's duties; None where its bound, which is taken on trust, says nothing about that.

    Every roster that is legal now was legal then. It is charged now for what sets it apart from the earlier duties; it
    was charged then for what sets it apart from those that had been published, at most as much more than the earlier
    duties were themselves. What nobody is charged for any more is what nobody can serve any more.
    """
    before = earlier.changes
    if earlier.problem != digest or earlier.bound is None or before is None or not earlier.duties:
        return None
    if not (set(before.away) <= set(changes.away) and set(before.barred) <= set(changes.barred)):
        return None
    was, now = apply(problem, before), apply(problem, changes)
    charged = sum(breach.cost for rule in (Dropped(), Added()) for breach in rule.breaches(was, Roster(earlier.duties)))
    lost = [duty for duty in was.published & earlier.duties if was.can_still(duty) and not now.can_still(duty)]
    return floor(earlier.bound) - charged - problem.policy.dropped * len(lost)

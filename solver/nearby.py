"""What a change can touch: the part of a town whose judgement differs between two rosters; of all else nothing does.

A rule counts duties together that are of one shift, of one person or of one unit. Of the duties that differ, this part
has the whole crews of their shifts and everything that the people of their units do; so whatever is broken or costs
something in only one of the two rosters is so in this part, to the unit.
"""

from collections.abc import Iterable
from dataclasses import replace

from solver.problem import Duty, Problem
from solver.roster import Roster

Duties = frozenset[Duty]


class Nearby:
    """`problem` is the part of the town, `before` and `after` the two rosters as far as they are in it."""

    def __init__(self, problem: Problem, before: Duties, after: Duties) -> None:
        differ = before ^ after
        units = {problem.volunteer[duty.volunteer].unit for duty in differ}
        people = {one.id for one in problem.volunteers if one.unit in units}
        crews = {duty.shift for duty in differ}
        self._people, self._crews = people, crews
        self.before = Roster(self.of(before))
        self.after = Roster(self.of(after))
        self.problem = self._part(problem, self.before.duties | self.after.duties)

    def of(self, duties: Iterable[Duty]) -> Duties:
        """Those of the duties that are of the part."""
        people, crews = self._people, self._crews
        return frozenset([duty for duty in duties if duty.volunteer in people or duty.shift in crews])

    def _part(self, problem: Problem, duties: Duties) -> Problem:
        # That anything was published at all puts a price on what was not.
        published = self.of(problem.published) or frozenset([*problem.published][:1])
        pinned, barred = self.of(problem.pinned), self.of(problem.barred)
        named = duties.union(published, pinned, barred)
        people = self._people | {duty.volunteer for duty in named}
        shifts = self._crews | {duty.shift for duty in named}
        return replace(
            problem,
            volunteers=tuple([one for one in problem.volunteers if one.id in people]),
            shifts=tuple([shift for shift in problem.shifts if shift.id in shifts]),
            published=published,
            pinned=pinned,
            barred=barred,
        )

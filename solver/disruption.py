"""What comes up once people were told: somebody cannot come, a duty is called off, a shift is new or needs others."""

from collections import defaultdict
from dataclasses import dataclass, replace

from solver.problem import Duty, Problem, Shift, Span


@dataclass(frozen=True, slots=True)
class Disruption:
    """`away`: who cannot come in which span. `barred`: duties that are called off for good. `shifts`: new ones, or
    those of the same id, point and span that ask for another headcount or other roles."""

    away: tuple[tuple[str, Span], ...] = ()
    barred: frozenset[Duty] = frozenset()
    shifts: tuple[Shift, ...] = ()

    def applied(self, problem: Problem) -> Problem:
        """The problem with it; a pin on what cannot be any more is released. New shifts come last, everything else
        keeps its place."""
        spans: dict[str, list[Span]] = defaultdict(list)
        for who, span in self.away:
            spans[who].append(span)
        people = tuple(
            replace(one, away=(*one.away, *spans[one.id])) if one.id in spans else one for one in problem.volunteers
        )
        asked = {shift.id: shift for shift in self.shifts}
        known = tuple(asked.pop(shift.id, shift) for shift in problem.shifts) if asked else problem.shifts
        gone = self.barred | {
            duty
            for duty in problem.pinned
            if any(span.meets(problem.shift[duty.shift].span) for span in spans.get(duty.volunteer, ()))
        }
        return replace(
            problem,
            volunteers=people,
            shifts=(*known, *asked.values()) if asked else known,
            barred=problem.barred | self.barred,
            pinned=problem.pinned - gone,
        )

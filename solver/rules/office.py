"""Office: at no minute of a workday are more of a unit's people out than its office can spare."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from solver.board import Board
from solver.draft import Draft
from solver.kinds import Index, Mask
from solver.problem import Problem, Span
from solver.roster import Roster
from solver.rules.rule import Breach
from solver.sheet import Sheet


class Office:
    """One breach per maximal run of minutes with too many out; `amount` is the sum over them of those too many."""

    name = "office"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        rest_days = set(problem.rest_days)
        out: dict[str, list[tuple[Span, str]]] = {unit.id: [] for unit in problem.units if unit.most_out is not None}
        for duty in roster.ordered:
            shift, unit = problem.shift[duty.shift], problem.volunteer[duty.volunteer].unit
            if unit in out and shift.day not in rest_days:
                out[unit].append((shift.span, duty.volunteer))
        for unit, spans in out.items():
            for run, excess in _runs(spans, problem.unit[unit].most_out or 0):
                yield Breach(self.name, excess, unit=unit, period=f"{run.start}-{run.end}")

    def blocks(self, board: Board, volunteer: int, shift: int) -> bool:
        town = board.town
        unit = town.unit[volunteer]
        most = town.most_out[unit]
        if most is None or not town.at_work[shift]:
            return False
        start, end = town.start[shift], town.end[shift]
        out = [
            (span, people) for span, people in board.out[unit].items() if people and span[0] < end and start < span[1]
        ]
        if sum(len(people) for _, people in out) < most:
            return False
        for minute in (start, *(span[0] for span, _ in out if span[0] > start)):
            people = set().union(*(who for span, who in out if span[0] <= minute < span[1]))
            if volunteer not in people and len(people) >= most:
                return True
        return False

    def blocks_each(self, sheet: Sheet, shift: int, who: Index) -> Mask:
        blocked: Mask = np.zeros(len(who), dtype=np.bool_)
        if sheet.town.at_work[shift]:
            # Only where that many duties meet the shift, that many people may be out at one of its minutes.
            doubtful = (sheet.out(shift) >= sheet.most_out)[sheet.town.unit_of[who]]
            for n in np.flatnonzero(doubtful).tolist():
                blocked[n] = self.blocks(sheet.board, int(who[n]), shift)
        return blocked

    def encode(self, draft: Draft) -> None:
        for unit, spans in draft.out_by_unit().items():
            most = draft.town.most_out[unit]
            if most is None:
                continue
            fixed = draft.fixed.out[unit]
            for minute in sorted({start for start, _ in spans} | {start for start, _ in fixed}):
                gone = set().union(*(who for (start, end), who in fixed.items() if start <= minute < end))
                going = [duty for (start, end), duties in spans.items() if start <= minute < end for duty in duties]
                if len({volunteer for volunteer, _ in going}) > most - len(gone):
                    draft.at_most([literal for _, literal in going], most - len(gone))


def _runs(spans: list[tuple[Span, str]], most: int) -> Iterator[tuple[Span, int]]:
    """Maximal runs of minutes with more than `most` different people out, each with its person-minutes too many."""
    events: dict[int, list[tuple[int, str]]] = {}
    for span, who in spans:
        events.setdefault(span.start, []).append((1, who))
        events.setdefault(span.end, []).append((-1, who))
    times: dict[str, int] = {}
    begun, excess = None, 0
    for minute, following in pairwise([*sorted(events), None]):
        assert minute is not None  # noqa: S101 (only the last of a pair is None)
        for step, who in events[minute]:
            times[who] = times.get(who, 0) + step
            if not times[who]:
                del times[who]
        over = len(times) - most
        if over > 0 and following is not None:
            begun = minute if begun is None else begun
            excess += over * (following - minute)
        elif begun is not None:
            yield Span(begun, minute), excess
            begun, excess = None, 0

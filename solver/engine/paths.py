"""Legal months as paths, made once for all who share a contract; the cheapest month is a shortest path.

A month is first a path within each week, from cell to cell, then a path over the weeks. In a week a node knows the
first cell that is free, and how many duties, how much load and how many weekends the week holds so far; over the weeks
it knows the same of the month. Where a count would make too many paths it is not kept (first the weekends, then all
duties): the cheapest path may then break that cap, which weakens the bound and never makes it wrong.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from solver.engine.contracts import Contract, Terms, terms
from solver.engine.packed import NO_CAP, Cells
from solver.kinds import Index, Whole


class Paths(NamedTuple):
    """Node v's edges come from the nodes from_[first[v]] up to from_[first[v + 1]], all before v; a node without edges
    is where paths begin. `week_*` are the paths inside weeks, their edges cost the price of `week_cell` (-1: nothing).
    `month_*` are those over weeks, their edges cost what the node `month_node` of the weeks does. A month ends at one
    of `last`, and then carries `load`. `most` duties are in any month."""

    week_first: Index
    week_from: Index
    week_cell: Index
    month_first: Index
    month_from: Index
    month_node: Index
    last: Index
    load: Whole
    most: int


def paths(contract: Contract, cells: Cells, *, fair: bool, most_edges: int) -> Paths | None:
    """Every legal month, or somewhat more than those; None if even these are too many edges. Load counts if `fair`."""
    for weekends, total in ((True, True), (False, True), (False, False)):
        kept = replace(
            contract,
            weekends=contract.weekends if weekends else NO_CAP,
            total=contract.total if total else NO_CAP,
        )
        try:
            return _woven(terms(kept, cells, fair=fair), most_edges)
        except _TooManyError:
            continue
    return None


class _TooManyError(Exception):
    """More edges than asked for."""


class _Spot(NamedTuple):
    """In a week: the first free cell, duties of its day, whether its weekend counts already; the week's duties, steps
    of load and weekends."""

    cell: int
    today: int
    counted: bool
    duties: int
    steps: int
    weekends: int


class _Entry(NamedTuple):
    """How a week begins: its first free cell, and whether the weekend it begins in counts already."""

    cell: int
    counted: bool


class _Stand(NamedTuple):
    """Between weeks: how the next one begins; the month's duties, steps of load and weekends."""

    entry: _Entry
    duties: int
    steps: int
    weekends: int


class _Edges:
    """Nodes in the order they are finished in, each with its edges."""

    def __init__(self, most: int) -> None:
        self.first, self.from_, self.label = [0], list[int](), list[int]()
        self._most = most

    def node(self, edges: Iterable[tuple[int, int]]) -> int:
        for from_, label in edges:
            self.from_.append(from_)
            self.label.append(label)
        if len(self.from_) > self._most:
            raise _TooManyError
        self.first.append(len(self.from_))
        return len(self.first) - 2


def _woven(told: Terms, most_edges: int) -> Paths:
    weeks, month = _Edges(most_edges), _Edges(most_edges)
    bounds = _weeks(told)
    first = _Entry(0, False)
    stands = {_Stand(first, 0, 0, 0): month.node(())}
    most = 0
    for n, (_, end, cap) in enumerate(bounds):
        until = bounds[n + 1][1] if n + 1 < len(bounds) else end
        entries = {stand.entry for stand in stands}
        sinks = {entry: _within(told, weeks, entry, end=end, until=until, cap=cap) for entry in sorted(entries)}
        stands = _joined(told, month, stands, sinks)
        most += max((spot.duties for found in sinks.values() for spot in found), default=0)
    last = sorted(stands.items(), key=lambda item: item[1])
    return Paths(
        *_arrays(weeks),
        *_arrays(month),
        last=np.array([node for _, node in last], dtype=np.int32),
        load=np.array([told.base * s.duties + told.step * s.steps for s, _ in last], dtype=np.int64),
        most=min(most, told.total),
    )


def _arrays(edges: _Edges) -> tuple[Index, Index, Index]:
    first, from_, label = (np.array(part, dtype=np.int32) for part in (edges.first, edges.from_, edges.label))
    return first, from_, label


def _weeks(told: Terms) -> list[tuple[int, int, int]]:
    """First cell, first cell behind, and cap of every week that has cells."""
    found = []
    begin = 0
    for cell in range(1, len(told.week_of) + 1):
        if cell == len(told.week_of) or told.week_of[cell] != told.week_of[begin]:
            found.append((begin, cell, told.weeks[told.week_of[begin]]))
            begin = cell
    return found


def _within(told: Terms, weeks: _Edges, entry: _Entry, *, end: int, until: int, cap: int) -> dict[_Spot, int]:
    """Every way through one week: the spots at which it can be left (in the weeks after it), each with its node."""
    begin = _Spot(min(entry.cell, end), 0, entry.counted, 0, 0, 0)
    waiting: dict[int, dict[_Spot, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    waiting[begin.cell][begin] = []
    left: dict[_Spot, list[tuple[int, int]]] = defaultdict(list)
    for cell in range(begin.cell, end):
        for spot, edges in waiting.pop(cell, {}).items():
            node = weeks.node(edges)
            for following, label in _steps(told, spot, cap=cap, until=until):
                (waiting[following.cell] if following.cell < end else left)[following].append((node, label))
    if begin.cell == end:
        left[begin] = []
    return {spot: weeks.node(edges) for spot, edges in sorted(left.items())}


def _steps(told: Terms, spot: _Spot, *, cap: int, until: int) -> Iterator[tuple[_Spot, int]]:
    """From a spot: leave its cell alone, or serve in it."""
    yield _moved(told, spot, spot.cell + 1, counted=spot.counted), -1
    new = told.weekend[spot.cell] >= 0 and not spot.counted
    if spot.duties < cap and spot.today < told.day and spot.weekends + new <= told.weekends:
        served = spot._replace(
            today=spot.today + (told.day != NO_CAP),
            duties=spot.duties + 1,
            steps=spot.steps + told.steps[spot.cell],
            weekends=spot.weekends + new,
        )
        # Whoever rests for more than a week is taken to be free a little sooner.
        landing = min(told.after[spot.cell], until)
        yield _moved(told, served, landing, counted=told.weekend[spot.cell] >= 0), spot.cell


def _moved(told: Terms, spot: _Spot, cell: int, *, counted: bool) -> _Spot:
    """The same further on: a new day and a new weekend start to count from nothing."""
    if cell >= len(told.day_of):
        return spot._replace(cell=cell, today=0, counted=False)
    same_day = told.day_of[cell] == told.day_of[spot.cell]
    same_weekend = told.weekend[cell] >= 0 and told.weekend[cell] == told.weekend[spot.cell]
    return spot._replace(cell=cell, today=spot.today if same_day else 0, counted=counted and same_weekend)


def _joined(
    told: Terms, month: _Edges, stands: dict[_Stand, int], sinks: dict[_Entry, dict[_Spot, int]]
) -> dict[_Stand, int]:
    """Every stand of the month after one week more."""
    found: dict[_Stand, list[tuple[int, int]]] = defaultdict(list)
    for stand, node in stands.items():
        for spot, label in sinks[stand.entry].items():
            duties = stand.duties + spot.duties if told.total != NO_CAP else 0
            weekends = stand.weekends + spot.weekends
            if duties <= told.total and weekends <= told.weekends:
                after = _Stand(_Entry(spot.cell, spot.counted), duties, stand.steps + spot.steps, weekends)
                found[after].append((node, label))
    return {stand: month.node(edges) for stand, edges in sorted(found.items())}

"""A town on many machines: cut into districts, each bettered elsewhere by itself, again and again with other seams.

What is proven is proven here, of the whole, while the others work: it is by far the smaller part (docs/growing.md).
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor

import numpy as np

from solver.answered import Effort
from solver.board import Pair
from solver.engine.ascent import ROUGH
from solver.engine.city import City, Ground
from solver.engine.pace import Phase, cooling, paced
from solver.judge import judge
from solver.problem import Duty
from solver.progress import Progress
from solver.roster import Roster
from solver.search import Search
from solver.spread.asked import Asked
from solver.spread.cutting import Plan
from solver.spread.district import District, districts
from solver.spread.machines import Machines

# A district of more seats is cut again, however few the machines: its roster would be long in coming.
_MOST_SEATS = 40_000
# By the clock: what a turn may use of the time that is left for turns then. Counted: so many turns where none are said.
_SHARES, _TURNS = (0.5, 0.6, 1.0), 3
# At the end, over the whole: so many moves a seat at most, by the clock and counted, cooled so far when they begin.
_MOST_MOVES, _MOVES, _BEGUN = 200_000, 200, 0.2
# Of the whole, while others better the districts.
_APPROACH = Phase(share=0.2, least=6, most=200, steps=40)
_PROVE = Phase(share=0.6, least=8, most=600, steps=80)


def spread(search: Search, ground: Ground, effort: Effort, machines: Machines, *, least: int) -> None:
    """Better the search's roster and bound with the help of others, in districts of at least so many seats.

    What a machine does not bring back, for whatever reason, is done here. Raises what goes wrong here too.
    """
    with (
        ThreadPoolExecutor(effort.cores) as pool,
        ThreadPoolExecutor(effort.cores) as here,
        ThreadPoolExecutor(1) as beside,
    ):
        city = City(search.pins(), ground, pool=pool, workers=effort.cores, seed=effort.seed)
        search.progress.start({0: city.worthless()})
        walks = _begin(search, city, effort)
        proving = beside.submit(_prove, search.progress, city, effort, walks)
        turns = _Turns(search, effort, machines, here=here, least=least)
        try:
            turns.take()
        finally:
            proving.result()
        search.adopt(turns.pairs())
        _end(search, city, effort)


def _begin(search: Search, city: City, effort: Effort) -> Iterator[None]:
    """A first roster, for the case that nobody helps; what is left of the walks."""
    progress = search.progress
    walks = city.approach(paced(progress, effort, _APPROACH))
    for _ in zip(range(ROUGH), walks, strict=False):
        pass
    city.hand_out()
    gained = progress.base + city.cost - progress.cost
    if gained < 0:
        search.adopt(city.pairs())
        progress.cheaper(gained)
    return walks


def _prove(progress: Progress, city: City, effort: Effort, walks: Iterable[None]) -> None:
    for _ in walks:
        pass
    for _ in city.prove(paced(progress, effort, _PROVE)):
        if city.bound is not None:
            progress.prove(0, city.bound)


def _end(search: Search, city: City, effort: Effort) -> None:
    """Once more over the whole town, in which nothing is a seam."""
    progress = search.progress
    city.hold(search.board.pairs())
    most = (_MOST_MOVES if effort.timed else _MOVES) * city.seats
    for _ in city.anneal(cooling(progress, effort, most=most), begun=_BEGUN):
        progress.cheaper(min(0, progress.base + city.cost - progress.cost))
    if progress.base + city.cost == progress.cost:
        search.adopt(city.pairs())


class _Turns:
    """`_roster` are everybody's duties now, pins included; `_lost` the seconds that a turn takes beside its jobs', and
    `_kept` those that are kept for the whole at the end: as many of all as the cores here are of all cores."""

    def __init__(self, search: Search, effort: Effort, machines: Machines, *, here: Executor, least: int) -> None:
        self._search, self._effort, self._machines, self._here = search, effort, machines, here
        self._problem, self._progress = search.town.problem, search.progress
        self._plan, self._least = Plan(self._problem), least
        self._random = np.random.default_rng(effort.seed)
        self._roster = set(search.board.roster().duties)
        self._lost = search.progress.elapsed
        self._kept = search.progress.left * effort.cores / (effort.cores + max(1, machines.cores()))

    def take(self) -> None:
        """As many turns as there is time for, or as were asked for."""
        if self._effort.timed:
            for share in _SHARES:
                self._turn(share)
        else:
            for _ in range(self._effort.rounds or _TURNS):
                self._turn(1.0)

    def _turn(self, share: float) -> None:
        """Cut the town anew and have every district bettered from what there is; `share` of the time left is for it."""
        if self._progress.over():
            return
        cores, began = max(1, self._machines.cores()), self._progress.elapsed
        count = max(2, -(-self._plan.seats // _MOST_SEATS), min(cores, self._plan.seats // self._least))
        waves = -(-count // cores)
        effort = self._effort_of(share, waves)
        cut = self._plan.cut(count, self._random)
        asked = Asked(self._machines, self._here)
        for district in districts(self._problem, frozenset(self._roster), cut):
            asked.better(district, effort)
        for district, duties in asked.answers(self._progress.over):
            self._take_over(district, duties)
        if self._effort.timed:
            self._lost = max(0.0, self._progress.elapsed - began - waves * effort.seconds)

    def _effort_of(self, share: float, waves: int) -> Effort:
        """One core's: as many districts as there are cores are worked on at once."""
        seed = int(self._random.integers(2**31))
        if not self._effort.timed:
            return Effort(self._effort.seconds, workers=1, seed=seed, rounds=1)
        seconds = (share * (self._progress.left - self._kept) - self._lost) / waves
        return Effort(max(1.0, seconds), workers=1, seed=seed)

    def _take_over(self, district: District, duties: frozenset[Duty]) -> None:
        change = judge(district.problem, Roster(duties)).cost - district.cost
        if change < 0:
            self._roster = self._roster - district.start | duties - district.problem.pinned
            self._progress.cheaper(change)
            self._search.show(lambda: self._search.with_pins(self.pairs()))

    def pairs(self) -> list[Pair]:
        town = self._search.town
        free = sorted(self._roster - self._problem.pinned)
        return [(town.volunteer_index[duty.volunteer], town.shift_index[duty.shift]) for duty in free]

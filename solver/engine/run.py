"""How the engine spends its time on a town: prices, a first roster, proof, better rosters."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import takewhile
from threading import Event

from solver.answered import Effort
from solver.engine.city import City, Ground
from solver.engine.pace import by_clock, cooling, counted
from solver.search import Search

# By the clock: the share of the time left that prices and proof may take, and their fewest and most steps.
_APPROACH, _WALKS = 0.14, (6, 200)
_PROVE, _FINE = 0.25, (8, 600)
# The most steps of a proof beside the annealing.
_BESIDE = 3_000
# Counted: walks, steps, and moves a seat in the first cooling, twice as many in each one after; the most coolings.
_COUNTED_WALKS, _COUNTED_FINE, _COUNTED_MOVES, _COOLINGS = 40, 80, 200, 5
# Stages of a cooling. More moves a seat than this are better spent on neighbourhoods.
_STAGES, _MOST_MOVES = 240, 200_000
# A cooling that goes on from a roster that was given begins this far down.
_GIVEN = 0.5
# After so many walks the prices are good enough for a first roster.
_ROUGH = 2


def run(search: Search, ground: Ground, effort: Effort) -> None:
    """Better the search's roster and bound until time or gap is reached, or neighbourhoods do more than cooling does.
    Rounds, where they are counted, are coolings here."""
    with ThreadPoolExecutor(effort.cores) as pool:
        city = City(search.pins(), ground, pool=pool, workers=effort.cores, seed=effort.seed)
        engine = _Engine(search, city)
        engine.begin()
        if effort.rounds is None and not effort.gap:
            engine.by_clock()
        else:
            engine.counted(effort.rounds)
        engine.hand_over()


class _Engine:
    def __init__(self, search: Search, city: City) -> None:
        self._search, self._city, self._progress = search, city, search.progress
        # What the roster that was given changes the cost of the pins by.
        self._given = search.progress.cost - search.progress.base

    def begin(self) -> None:
        self._progress.start({0: self._city.worthless()})

    def by_clock(self) -> None:
        city, progress = self._city, self._progress
        self._first(by_clock(progress, share=_APPROACH, least=_WALKS[0], most=_WALKS[1]))
        self._follow(city.prove(by_clock(progress, share=_PROVE, least=_FINE[0], most=_FINE[1])))
        begun = self._begin_roster()
        stages = cooling(progress, stages=_STAGES, most=_MOST_MOVES * city.seats)
        with self._proof_beside():
            self._follow(city.anneal((begun + (1 - begun) * done, moves) for done, moves in stages))

    @contextmanager
    def _proof_beside(self) -> Iterator[None]:
        """While inside, the proof goes on where the town is too small for every core to anneal it."""
        if not self._city.spare:
            yield
            return
        ended = Event()
        pace = by_clock(self._progress, share=1.0, least=0, most=_BESIDE)
        with ThreadPoolExecutor(1) as beside:
            proof = beside.submit(self._city.prove_beside, takewhile(lambda _: not ended.is_set(), pace))
            try:
                yield
            finally:
                ended.set()
                proof.result()

    def counted(self, rounds: int | None) -> None:
        city, progress = self._city, self._progress
        self._first(counted(progress, _COUNTED_WALKS))
        moves = _COUNTED_MOVES * city.seats
        for _ in range(_COOLINGS if rounds is None else min(_COOLINGS, rounds)):
            self._follow(city.prove(counted(progress, _COUNTED_FINE)))
            begun = self._begin_roster()
            stage = max(1, moves // _STAGES)
            self._follow(city.anneal((begun + (1 - begun) * done, stage) for done in counted(progress, _STAGES)))
            moves *= 2

    def hand_over(self) -> None:
        """Let the search go on from the engine's roster where that is the better one."""
        self._tell()
        if self._progress.base + self._city.cost == self._progress.cost:
            self._search.adopt(self._city.pairs())

    def _first(self, pace: Iterable[float]) -> None:
        """A roster after the first few walks already, in case there is no time for more."""
        walked = 0
        for walked, _ in enumerate(self._city.approach(pace), 1):
            if walked == _ROUGH:
                self._city.hand_out()
                self._tell()
        if walked < _ROUGH:
            self._city.hand_out()

    def _begin_roster(self) -> float:
        """A roster to better, the one that was given where that is better than a new one; how far cooled it is."""
        city, given = self._city, self._search.board.pairs()
        city.hand_out()
        if self._given < city.now:
            city.hold(given)
            return _GIVEN
        return 0.0

    def _follow(self, steps: Iterable[None]) -> None:
        for _ in steps:
            self._tell()

    def _tell(self) -> None:
        progress, city = self._progress, self._city
        if city.bound is not None:
            progress.prove(0, city.bound)
        progress.cheaper(min(0, progress.base + city.cost - progress.cost))
        self._search.show(lambda: self._search.with_pins(city.pairs()))

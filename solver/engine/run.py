"""How the engine spends its time on a town: prices, a first roster, proof, better rosters."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import takewhile
from threading import Event

from solver.answered import Effort
from solver.engine.annealing import Hands
from solver.engine.ascent import ROUGH
from solver.engine.city import City, Ground
from solver.engine.guides import Seen
from solver.engine.pace import Phase, by_clock, cooling, far_cooling, paced
from solver.search import Search

_APPROACH = Phase(share=0.14, least=6, most=200, steps=40)
_PROVE = Phase(share=0.25, least=8, most=600, steps=80)
# Where others wait for what is proven first.
_PROVE_HELPED = _PROVE._replace(share=0.1)
# The most steps of a proof beside the annealing.
_BESIDE = 3_000
# Counted: moves a seat in the first cooling, twice as many in each one after; the most coolings.
_COUNTED_MOVES, _COOLINGS = 200, 5
# More moves a seat than this are better spent on neighbourhoods.
_MOST_MOVES = 200_000
# A cooling that goes on from a roster that was given begins this far down.
_GIVEN = 0.5
# Of a cooling with others they get this share of the time; what comes after it here begins so far down.
_AWAY, _BACK = 0.9, 0.9


Others = Callable[[Seen], Hands]


def run(search: Search, ground: Ground, effort: Effort, *, others: Others | None = None) -> None:
    """Better the search's roster and bound until time or gap is reached, or neighbourhoods do more than cooling does.
    Rounds, where they are counted, are coolings here. `others` make the moves with this machine, if there are any."""
    with ThreadPoolExecutor(effort.cores) as pool:
        city = City(search.pins(), ground, pool=pool, workers=effort.cores, seed=effort.seed)
        engine = _Engine(search, city, effort, others)
        engine.begin()
        if effort.timed:
            engine.timed()
        else:
            engine.counted()
        engine.hand_over()


class _Engine:
    def __init__(self, search: Search, city: City, effort: Effort, others: Others | None) -> None:
        self._search, self._city, self._progress, self._effort = search, city, search.progress, effort
        self._others = others
        # What the roster that was given changes the cost of the pins by.
        self._given = search.progress.cost - search.progress.base

    def begin(self) -> None:
        self._progress.start({0: self._city.worthless()})

    def timed(self) -> None:
        self._first(self._paced(_APPROACH))
        self._follow(self._city.prove(self._paced(_PROVE_HELPED if self._others else _PROVE)))
        begun = self._begin_roster()
        with self._proof_beside():
            self._cool(begun, most=_MOST_MOVES * self._city.seats)

    @contextmanager
    def _proof_beside(self) -> Iterator[None]:
        """While inside, the proof goes on where the annealing leaves a core: the town is small, or others help."""
        if not self._city.spare and self._others is None:
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

    def counted(self) -> None:
        rounds, moves = self._effort.rounds, _COUNTED_MOVES * self._city.seats
        self._first(self._paced(_APPROACH))
        for _ in range(_COOLINGS if rounds is None else min(_COOLINGS, rounds)):
            self._follow(self._city.prove(self._paced(_PROVE)))
            self._cool(self._begin_roster(), most=moves)
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
            if walked == ROUGH:
                self._city.hand_out()
                self._tell()
        if walked < ROUGH:
            self._city.hand_out()

    def _begin_roster(self) -> float:
        """A roster to better, the one that was given where that is better than a new one; how far cooled it is."""
        city, given = self._city, self._search.board.pairs()
        city.hand_out()
        if self._given < city.now:
            city.hold(given)
            return _GIVEN
        return 0.0

    def _paced(self, phase: Phase) -> Iterator[float]:
        return paced(self._progress, self._effort, phase)

    def _cool(self, begun: float, *, most: int) -> None:
        """All of it here; or with others, and then a little more here, over the whole town, in which nothing is a
        seam."""
        if self._others:
            stages = far_cooling(self._progress, self._effort, most=most, share=_AWAY)
            self._follow(self._city.anneal(stages, begun=begun, hands=self._others))
            begun, most = _BACK, int((1 - _AWAY) * most)
        self._follow(self._city.anneal(cooling(self._progress, self._effort, most=most), begun=begun))

    def _follow(self, steps: Iterable[None]) -> None:
        for _ in steps:
            self._tell()

    def _tell(self) -> None:
        progress, city = self._progress, self._city
        if city.bound is not None:
            progress.prove(0, city.bound)
        progress.cheaper(min(0, progress.base + city.cost - progress.cost))
        self._search.show(lambda: self._search.with_pins(city.pairs()))

"""Allotting: the most even plan that is found in the time there is, and what is proven of it."""

from dataclasses import dataclass
from time import monotonic

from solver.allotment import judge
from solver.allotment.answer import FEASIBLE, OPTIMAL, STOPPED, Allotment, Proof
from solver.allotment.bound import Bound
from solver.allotment.exact import close, small
from solver.allotment.pack import Ints, Packed, Pools, load_of, pack
from solver.allotment.polish import polish
from solver.allotment.search import search, start
from solver.allotment.season import Season
from solver.answered import Effort
from solver.progress import Report, Step, Stop, reached

_LAST = 0.15
"""The share of the time that is kept for polishing and the second bound."""

_IDLE = 2
"""After so many rounds that brought nothing it is enough, once the gap is reached."""


def allot(season: Season, effort: Effort, *, stop: Stop | None = None, report: Report | None = None) -> Allotment:
    """A plan for the season whose loads, the largest first, are as small as can be found, with its proof.

    Ends when `effort.seconds` are over, at `effort.gap`, after `effort.rounds` rounds of search, or told to stop with
    the best so far. `report` hears the largest load and its bound each time one of them got better.
    """
    watch = _Watch(effort, stop or Stop(), report)
    town = pack(season)
    if not town.lots:
        return _answer(season, {}, worst=0, tenth=0, proven=True, watch=watch)
    pools = start(town)
    if small(town):
        pools = polish(town, pools, going=lambda: watch.left(_LAST) > 0)
        closed = close(town, pools, left=lambda: watch.left(0.0), workers=effort.cores)
        if closed.proven:
            largest = judge.evenness(load_of(town, closed.pools).tolist())
            return _answer(
                season, _named(town, closed.pools), worst=largest[0], tenth=sum(largest[: _tenth(town)]),
                proven=True, watch=watch,
            )  # fmt: skip
        pools = closed.pools
    bound = Bound(town)
    bound.learn(pools)
    worst = bound.of_largest(1, left=lambda: watch.left(_LAST))
    pools = _searched(town, pools, worst=worst, price=bound.price, watch=watch)
    bound.learn(pools)
    tenth = bound.of_largest(_tenth(town), left=lambda: watch.left(0.0), rounds=2)
    return _answer(season, _named(town, pools), worst=worst, tenth=tenth, proven=False, watch=watch)


def _searched(town: Packed, pools: Pools, *, worst: int, price: Ints, watch: "_Watch") -> Pools:
    watch.proven(worst, int(load_of(town, pools).max()))

    def left(largest: int, idle: int) -> float:
        return watch.for_search(largest, worst, idle)

    # Where some unit cannot but carry more than its share, the others are still to be even.
    levels = (max(worst, town.fair), town.fair)
    seed, workers = watch.effort.seed, watch.effort.cores
    for found in search(town, pools, levels=levels, price=price, seed=seed, workers=workers, left=left):
        pools = found
        watch.proven(worst, int(load_of(town, pools).max()))
    return polish(town, pools, going=lambda: not watch.stop.asked and watch.left(_LAST / 3) > 0)


def _tenth(town: Packed) -> int:
    return -(-len(town.stewards) // 10)


def _named(town: Packed, pools: Pools) -> dict[str, tuple[str, ...]]:
    """By the first site of each lot the ids of its stewards."""
    return {lot: tuple(town.stewards[unit] for unit in pool) for lot, pool in zip(town.lots, pools, strict=True)}


def _answer(
    season: Season, named: dict[str, tuple[str, ...]], *, worst: int, tenth: int, proven: bool, watch: "_Watch"
) -> Allotment:
    given = {site: named.get(lot.sites[0], ()) for lot in season.lots for site in lot.sites}
    pools = judge.led(season, given)
    carried = judge.loads(season, given)
    largest = judge.evenness(carried.values())
    many = -(-len(largest) // 10)
    status = OPTIMAL if proven else STOPPED if watch.stop.asked else FEASIBLE
    return Allotment(
        status=status,
        pools={site.id: pools[site.id] for site in season.sites},
        loads=carried,
        duties=judge.duties(season, given),
        worst=Proof(largest[0] if largest else 0, worst),
        tenth=Proof(sum(largest[:many]), tenth),
        changes=judge.changes(season, pools),
        uncovered=tuple(site.id for site in season.sites if not given[site.id]),
        seconds=round(watch.elapsed, 2),
    )


@dataclass
class _Watch:
    """How long there is, and who is told."""

    effort: Effort
    stop: Stop
    report: Report | None

    def __post_init__(self) -> None:
        self._began, self._rounds = monotonic(), 0

    @property
    def elapsed(self) -> float:
        return monotonic() - self._began

    def left(self, kept: float) -> float:
        """Seconds until but this share of the time is left."""
        return 0.0 if self.stop.asked else self.effort.seconds * (1 - kept) - self.elapsed

    def proven(self, bound: int, largest: int) -> None:
        if self.report:
            self.report(Step(round(self.elapsed, 2), largest, bound))

    def for_search(self, largest: int, bound: int, idle: int) -> float:
        """Seconds for one more round; 0 where none is wanted, after `idle` ones that brought nothing."""
        self._rounds += 1
        over = self.effort.rounds is not None and self._rounds > self.effort.rounds
        enough = idle >= _IDLE and reached(largest, bound, self.effort.gap)
        return 0.0 if over or enough else self.left(_LAST)

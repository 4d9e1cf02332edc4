"""Solving: a problem in, the best roster found in the time given out, with its cost and a proven bound."""

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from random import Random

from solver.answered import FEASIBLE, OPTIMAL, STOPPED, Answer, Effort
from solver.arrays import Town
from solver.close import Limits
from solver.engine.city import Ground, ground
from solver.engine.run import run
from solver.judge import judge
from solver.problem import Duty, Problem
from solver.progress import Progress, Report, Stop
from solver.roster import Roster
from solver.search import Keep, Search
from solver.spread.elsewhere import helped
from solver.spread.machines import Cluster

# Up to this many pairs of volunteer and shift CP-SAT decides a part as a whole.
_WHOLE = 8_000
# A town of more is not looked at part by part.
_MANY = 400_000
_WRITING = 6.0
# Up to this share of the time goes into the bound; it takes as much only in large towns.
_PROVING = 0.25
# CP-SAT's deterministic time: for one neighbourhood, and for a whole part when rounds are counted, not seconds.
_WORK = 1.0
_WORK_WHOLE = 20.0
_SIZES = (200.0, 20_000.0)
_FIRST_SIZE = 1_000.0


def solve(
    problem: Problem,
    effort: Effort,
    *,
    start: Iterable[Duty] = (),
    stop: Stop | None = None,
    report: Report | None = None,
    keep: Keep | None = None,
    cluster: Cluster | None = None,
) -> Answer:
    """The best roster found in the time given.

    `start` are duties to begin from, whatever of them is allowed; ids must be of the problem. `report` hears every
    step and `keep` the best roster every few seconds, from any thread. `cluster` is asked for help with a large town.
    """
    search = begin(problem, effort, stop=stop, report=report, keep=keep)
    _take(search, frozenset(start))
    packed = None if _small(search) else ground(search.pins())
    if packed is not None:
        _engine(search, packed, effort, cluster)
        still_open = True
    else:
        still_open = _part_by_part(search, effort)
    if still_open and not search.progress.over():
        _improve(search, effort)
    return finish(problem, search, effort)


def _take(search: Search, start: frozenset[Duty]) -> None:
    """Begin from these duties: all at once where they are legal, else one after another as far as they are."""
    town, roster = search.town, Roster(start | search.town.problem.pinned)
    pairs = [(town.volunteer_index[duty.volunteer], town.shift_index[duty.shift]) for duty in sorted(start)]
    verdict = judge(town.problem, roster) if start else None
    if verdict is None or verdict.broken:
        search.take(pairs)
    else:
        search.adopt(set(pairs) - set(town.pinned))
        search.progress.cheaper(verdict.cost - search.progress.cost)


def _engine(search: Search, packed: Ground, effort: Effort, cluster: Cluster | None) -> None:
    """Here alone, or with the cluster's help where there is enough for two."""
    most = int(packed.packed.shifts.seats.sum()) // cluster.seats if cluster else 0
    with cluster.reach() if cluster and most > 1 else nullcontext() as machines:
        if machines is None:
            run(search, packed, effort)
            return
        with ThreadPoolExecutor(effort.cores) as here:
            run(search, packed, effort, others=helped(machines, here, effort, most=most, over=search.progress.over))


def _small(search: Search) -> bool:
    """Whether CP-SAT may decide every part of the town as a whole."""
    town, pairs = search.town, 0
    for point, shifts in Counter(town.point).items():
        pairs += shifts * len(town.near(point)[0])
        if pairs > _MANY:
            return False
    return all(part.pairs <= _WHOLE for part in search.parts)


def _part_by_part(search: Search, effort: Effort) -> bool:
    """Close what is small, prove what can be of the rest; whether anything is left to better."""
    search.fill(range(len(search.town.start)))
    search.progress.start(search.bounds())
    still_open = _close_small_parts(search, effort)
    for number in still_open:
        search.prove(number, lambda: search.progress.over() or _proven_enough(search, effort))
    return bool(still_open)


def begin(
    problem: Problem,
    effort: Effort,
    *,
    stop: Stop | None = None,
    report: Report | None = None,
    keep: Keep | None = None,
) -> Search:
    """A search that holds nothing but the pins; its time runs from here."""
    progress = Progress(seconds=effort.seconds, gap=effort.gap, stop=stop or Stop(), report=report)
    progress.begin(judge(problem, Roster(problem.pinned)).cost)
    search = Search(Town(problem), progress, keep)
    # To judge and to write down what was found takes some times as long as packing the town, which is known by now.
    progress.reserve(_WRITING * progress.elapsed)
    return search


def _close_small_parts(search: Search, effort: Effort) -> list[int]:
    """Decide every small part as a whole; returns the numbers of those that are not finished."""
    still_open = []
    for number, part in enumerate(() if search.progress.over() else search.parts):
        if part.pairs > _WHOLE or search.progress.over():
            still_open.append(number)
            continue
        work = None if effort.rounds is None else _WORK_WHOLE
        # What does not close in half the time is better served by neighbourhoods for the other half.
        limits = Limits(search.progress.left / 2, work=work, seed=effort.seed)
        closed = search.close(number, limits)
        if closed.bound is not None:
            search.progress.prove(number, closed.bound)
        if not closed.finished:
            still_open.append(number)
    return still_open


def _proven_enough(search: Search, effort: Effort) -> bool:
    """Whether the bound had its share of the time; never where it is not the clock that ends the solve."""
    return effort.timed and search.progress.elapsed > effort.seconds * _PROVING


def _improve(search: Search, effort: Effort) -> None:
    """Neighbourhood after neighbourhood, one thread per core, until it is time to end."""
    rounds = _Rounds(effort.rounds)
    with ThreadPoolExecutor(effort.cores) as pool:
        workers = [pool.submit(_keep_improving, search, effort, rounds, n) for n in range(effort.cores)]
        for worker in workers:
            worker.result()


class _Rounds:
    """Counts down the rounds that are left, over all threads; None never ends."""

    def __init__(self, most: int | None) -> None:
        self._left = iter(range(most)) if most is not None else iter(int, 1)

    def another(self) -> bool:
        return next(self._left, None) is not None


def _keep_improving(search: Search, effort: Effort, rounds: _Rounds, worker: int) -> None:
    random = Random(effort.seed * 1_000_003 + worker)
    size = _FIRST_SIZE
    while not search.progress.over() and rounds.another():
        limits = Limits(search.progress.left, work=_WORK, seed=random.randrange(2**31))
        before = search.progress.cost
        closed = search.improve(random, size=int(size), limits=limits)
        if not closed.finished:
            size = max(size * 0.8, _SIZES[0])
        elif search.progress.cost == before:
            # Small neighbourhoods are quick; larger ones are worth their time once the small ones bring nothing.
            size = min(size * 1.1, _SIZES[1])


def finish(problem: Problem, search: Search, effort: Effort) -> Answer:
    """Judge what was found: what the search kept and what the judge counts must be the same."""
    progress, roster = search.progress, search.board.roster()
    verdict = judge(problem, roster)
    if verdict.broken or verdict.cost != progress.cost:
        raise AssertionError(f"kept cost {progress.cost}, judged {verdict.cost}; broken: {verdict.broken[:3]}")
    bound = progress.bound
    status = OPTIMAL if bound == verdict.cost else STOPPED if progress.stop.asked else FEASIBLE
    seconds = round(progress.elapsed, 2)
    return Answer(
        status, roster, search.board, verdict, bound, seconds, effort.seed, effort.cores, tuple(progress.trace)
    )

"""Plans of stewardship: a made-up city's season, and two published plans; how even, how near to what is proven."""

from collections.abc import Iterator
from random import Random
from time import perf_counter

import numpy as np

from benchmarks.measure import Measured, alone
from solver.allotment.allot import allot
from solver.allotment.season import Prices, Season, Site, Steward
from solver.answered import Effort
from solver.distance import metres_from
from solver.problem import At

SECONDS, GAP = 30.0, 0.005
_SEEDS = (1, 2, 3)
_UNITS, _PEOPLE, _POINTS, _SIDE, _REACH = 254, 3_200, 400, 11_000, 3_000
_CENTRE, _DEGREE = (116.70, 39.52), 111_195.0
_PRESENT = 95
"""In percent: so much of everybody's time is left by leave."""


def allotted(workers: int) -> Iterator[Measured]:
    """The city at three seeds, then the published plans, each in a process of its own."""
    for seed in _SEEDS:
        yield alone(planned, "city", seed, workers)
    yield alone(planned, "P1", 1, workers)
    yield alone(planned, "P2", 1, workers)


def planned(what: str, seed: int, workers: int) -> Measured:
    """One plan, with its largest load and what is proven of it."""
    season = {"city": city, "P1": p1, "P2": p2}[what](seed)
    _compile()
    began = perf_counter()
    answer = allot(season, Effort(seconds=SECONDS, workers=workers, seed=seed, gap=GAP))
    spent = perf_counter() - began
    note = (
        f"{len(season.stewards)} units, {len(season.sites)} points: heaviest {answer.worst.reached / 1000:.3f} duties "
        f"a person and month, proven {answer.worst.bound / 1000:.3f}, gap {answer.worst.gap:.2%}; heaviest tenth "
        f"{answer.tenth.gap:.2%}; lightest {min(answer.duties.values()) / 1000:.2f}; {len(answer.changes)} changes"
    )
    return Measured(f"{what}, seed {seed}", spent, note=note)


def city(seed: int) -> Season:
    """254 units, 3,200 people in all, and 400 points that 32 to 150 duties a month are needed at, in a square of 11 km.

    Whoever is within 3 km may answer; each point is held by two of the four units that are nearest to it.
    """
    random = Random(seed)
    offices, points = (np.array([_place(random) for _ in range(many)]) for many in (_UNITS, _POINTS))
    weights = [random.choice((1, 2, 3, 4, 6, 8, 10)) for _ in range(_UNITS)]
    sizes = [max(2, round(_PEOPLE * weight / sum(weights))) for weight in weights]
    stewards = tuple(Steward(f"u{n:03}", _PRESENT * size) for n, size in enumerate(sizes))
    sites = tuple(_site(random, n, offices, (float(at[0]), float(at[1]))) for n, at in enumerate(points))
    return Season(stewards, sites, Prices(change=100))


def _place(random: Random) -> At:
    east, north = random.uniform(0, _SIDE), random.uniform(0, _SIDE)
    return _CENTRE[0] + east / _DEGREE / 0.77, _CENTRE[1] + north / _DEGREE


def _site(random: Random, n: int, offices: "np.ndarray[tuple[int, int], np.dtype[np.float64]]", at: At) -> Site:
    apart = metres_from(offices, at)
    near = [f"u{unit:03}" for unit in np.argsort(apart, kind="stable")[:4]]
    may = tuple(f"u{unit:03}" for unit in np.flatnonzero(apart <= _REACH))
    holds = tuple(random.sample(near, 2))
    return Site(f"p{n:03}", random.randint(32, 150) * 1000, may, holds, holds[0])


def p1(_seed: int) -> Season:
    """47 units over 14 junctions, four people at both peaks of 21 workdays a month. Supposed: twelve people a unit,
    never away, who reach all junctions; up to four units a junction."""
    names = tuple(f"u{n:02}" for n in range(47))
    stewards = tuple(Steward(name, 12 * 100) for name in names)
    return Season(stewards, tuple(Site(f"p{n:02}", 4 * 2 * 21 * 1000, names, most=4) for n in range(14)))


def p2(_seed: int) -> Season:
    """112 units over 24 points in three communities. Supposed: 42, 33 and 37 units of three people there, never away,
    who stay in their community; two people at each point on each of 30 days, up to six units a point."""
    communities = (("e", 42, 9), ("s", 33, 7), ("w", 37, 8))
    units = {one: tuple(f"{one}{n:02}" for n in range(many)) for one, many, _ in communities}
    stewards = tuple(Steward(name, 3 * 100) for names in units.values() for name in names)
    sites = (
        Site(f"p-{one}{n}", 2 * 30 * 1000, units[one], most=6) for one, _, many in communities for n in range(many)
    )
    return Season(stewards, tuple(sites))


def _compile() -> None:
    """Kernels are compiled when they are installed, not while somebody waits."""
    allot(p1(1), Effort(seconds=SECONDS, workers=1, rounds=1))

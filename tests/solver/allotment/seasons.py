"""Tiny random seasons, and every plan that there is for one."""

from collections.abc import Iterable
from itertools import chain, combinations, product
from random import Random

from solver.allotment.judge import Given
from solver.allotment.season import Lot, Prices, Season, Site, Steward


def tiny(seed: int) -> Season:
    """Two to four units, one to three points, some of them kept together, some held today."""
    random = Random(seed)
    stewards = tuple(Steward(f"u{n}", random.choice((100, 250, 300, 400, 950))) for n in range(random.randint(2, 4)))
    names = [one.id for one in stewards]
    sites = tuple(_site(random, n, names) for n in range(random.randint(1, 3)))
    return Season(stewards, sites, Prices(random.choice((0, 0, 500, 4000, 10**7)), random.choice((0, 0, 300))))


def _site(random: Random, n: int, names: list[str]) -> Site:
    holds = tuple(random.sample(names, random.choice((0, 1, 1, 2))))
    return Site(
        f"p{n}",
        random.choice((0, 1000, 5000, 7001, 12000)),
        may=tuple(name for name in names if random.random() < 0.75),
        holds=holds,
        lead=holds[0] if holds else None,
        most=random.randint(1, 3),
        whole=random.choice((None, None, "together")),
    )


def every_plan(season: Season) -> Iterable[Given]:
    """All plans that are allowed."""
    lots = season.lots
    for pools in product(*map(_pools, lots)):
        yield {site: pool for lot, pool in zip(lots, pools, strict=True) for site in lot.sites}


def _pools(lot: Lot) -> list[tuple[str, ...]]:
    return list(chain.from_iterable(combinations(lot.may, n) for n in range(1, lot.most + 1))) if lot.may else [()]

"""The plain arithmetic of a plan: what everybody carries, which of two plans is more even, what changes, who leads."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from solver.allotment.answer import Change, Move, Pool
from solver.allotment.season import Season, Site

Given = Mapping[str, Collection[str]]
"""By site the units of its pool."""


def rate(need: int, strength: int) -> int:
    """What each person of a pool carries of a need, rounded up: thousandths of a duty a month."""
    return -(-100 * need // strength)


def duties(season: Season, given: Given) -> dict[str, int]:
    """By steward the duties of one of its people, in thousandths a month."""
    carried = dict.fromkeys(season.steward, 0)
    for lot in season.lots:
        pool = given[lot.sites[0]]
        strength = sum(season.steward[unit].strength for unit in pool)
        for unit in pool:
            carried[unit] += rate(lot.need, strength)
    return carried


def loads(season: Season, given: Given) -> dict[str, int]:
    """By steward its duties and, shared out among its people, what changes and sharing put on it."""
    carried, prices = duties(season, given), season.prices
    for lot in season.lots:
        pool = given[lot.sites[0]]
        for unit in {*lot.held, *pool}:
            held, count = lot.held.get(unit, 0), len(lot.sites)
            changed = count - held if unit in pool else held
            shared = count if unit in pool and len(pool) > 1 else 0
            strength = season.steward[unit].strength
            carried[unit] += changed * rate(prices.change, strength) + shared * rate(prices.share, strength)
    return carried


def evenness(carried: Iterable[int]) -> tuple[int, ...]:
    """The loads, the largest first: the smaller of two plans by this is the more even one."""
    return tuple(sorted(carried, reverse=True))


def faults(season: Season, given: Given) -> list[str]:
    """What of the plan is not allowed, in words for whoever makes plans by program."""
    found = []
    for lot in season.lots:
        pools = [tuple(sorted(given.get(site, ()))) for site in lot.sites]
        if len(set(pools)) > 1:
            found.append(f"{', '.join(lot.sites)} are to be kept together")
        if bool(lot.may) != bool(pools[0]):
            found.append(f"{lot.sites[0]} has a pool of {len(pools[0])}")
        if len(pools[0]) > lot.most:
            found.append(f"{lot.sites[0]} has more than {lot.most} units")
        if outside := set(pools[0]) - set(lot.may):
            found.append(f"{lot.sites[0]} may not be given to {min(outside)}")
    return found


def led(season: Season, given: Given) -> dict[str, Pool]:
    """The pools, with who leads: who led before most of the lot, else who has most people, else the first by id."""
    pools: dict[str, Pool] = {}
    for lot in season.lots:
        before: dict[str | None, int] = defaultdict(int)
        for site in lot.sites:
            before[season.site[site].lead] += 1

        def first(unit: str, before: Mapping[str | None, int] = before) -> tuple[int, int, str]:
            return -before.get(unit, 0), -season.steward[unit].strength, unit

        pool = Pool(tuple(sorted(given[lot.sites[0]], key=first)))
        pools |= dict.fromkeys(lot.sites, pool)
    return pools


def changes(season: Season, pools: Mapping[str, Pool]) -> tuple[Change, ...]:
    """What becomes different at each site, in the season's order."""
    may = {site: frozenset(lot.may) for lot in season.lots for site in lot.sites}
    return tuple(change for site in season.sites for change in _changes(season, site, pools[site.id], may=may[site.id]))


def _changes(season: Season, site: Site, pool: Pool, *, may: Collection[str]) -> Iterable[Change]:
    for unit in sorted({*site.holds, *pool.units}):
        held, kept = unit in site.holds, unit in pool.units
        priced = unit in may and held != kept
        price = rate(season.prices.change, season.steward[unit].strength) if priced else 0
        if not held:
            yield Change(site.id, unit, Move.BEGIN, price)
        elif not kept:
            yield Change(site.id, unit, Move.END, price)
        elif (unit == site.lead) != (unit == pool.lead):
            yield Change(site.id, unit, Move.LEAD if unit == pool.lead else Move.ASSIST, 0)

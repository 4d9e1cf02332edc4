"""Every legal roster of a tiny town, one after the other, and with it the least cost there can be."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from tests.solver.reference import Pair, Town, legal, pairs
from tests.solver.reference_costs import cost, gaps, price, unfairness, weight

Rosters = Iterator[frozenset[Pair]]


def choices(town: Town) -> list[Pair]:
    """The duties that may be handed out beside the pins, each by itself."""
    pins = pairs(town, "pinned")
    everyone = [(shift["id"], volunteer["id"]) for shift in town["shifts"] for volunteer in town["volunteers"]]
    return [duty for duty in everyone if duty not in pins and legal(town, pins | {duty})]


def rosters(town: Town) -> Rosters:
    """Every legal roster of a tiny town, that of the pins alone first. Whatever is in a legal roster is legal too."""
    pins, loose = frozenset(pairs(town, "pinned")), choices(town)
    apart = {frozenset(two) for two in combinations(loose, 2) if not legal(town, pins.union(two))}

    def grow(roster: frozenset[Pair], start: int) -> Rosters:
        yield roster
        for n, duty in enumerate(loose[start:], start):
            if any(frozenset((duty, held)) in apart for held in roster):
                continue
            if len(roster - pins) < 2 or legal(town, roster | {duty}):
                yield from grow(roster | {duty}, n + 1)

    return grow(pins, 0)


def optimum(town: Town) -> int:
    """The least cost of all legal rosters of a tiny town."""
    seats = lru_cache(None)(lambda number, crew: sum(gaps(town, town["shifts"][number], crew).values()))
    shares = lru_cache(None)(lambda number, served: unfairness(town, town["volunteers"][number], served))
    published = pairs(town, "published")
    # Dropping is priced in full for all that was published and given back where it is kept.
    alone = {
        duty: sum(price(town, duty).values()) - weight(town, "dropped") * (duty in published)
        for duty in [*choices(town), *pairs(town, "pinned")]
    }

    def counted(roster: frozenset[Pair]) -> int:
        total = sum(alone[duty] for duty in roster)
        for number, shift in enumerate(town["shifts"]):
            total += seats(number, frozenset(who for other, who in roster if other == shift["id"]))
        for number, volunteer in enumerate(town["volunteers"]):
            total += shares(number, frozenset(shift for shift, who in roster if who == volunteer["id"]))
        return total

    best = min(rosters(town), key=counted)
    return cost(town, best)

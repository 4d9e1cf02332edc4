"""What is asked: the units that may answer for points, the points of a season, and what a change costs.

Whole numbers everywhere: needs and prices in thousandths of a duty a month, strength in hundredths of a person.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Steward:
    """A unit of `strength` hundredths of a person who could serve all the season; at least one."""

    id: str
    strength: int

    def __post_init__(self) -> None:
        if self.strength < 1:
            raise ValueError(f"a steward has some strength, got {self.strength} for {self.id}")


@dataclass(frozen=True, slots=True)
class Site:
    """A point that needs `need` thousandths of a duty a month.

    `may` are the stewards that may answer for it, `holds` those that do today, `lead` the one of them that leads, None
    where nobody does. A pool has at most `most` units. All sites with the same `whole` are kept together: they have one
    pool and one lead; None stands alone.
    """

    id: str
    need: int
    may: tuple[str, ...]
    holds: tuple[str, ...] = ()
    lead: str | None = None
    most: int = 3
    whole: str | None = None

    def __post_init__(self) -> None:
        if self.need < 0 or self.most < 1:
            raise ValueError(f"a site needs 0 or more and a pool of 1 or more, got {self.need} and {self.most}")
        for what, names in (("may", self.may), ("holds", self.holds)):
            if len(set(names)) < len(names):
                raise ValueError(f"{what} of site {self.id} names a steward twice")


@dataclass(frozen=True, slots=True)
class Prices:
    """What is put on a unit's load, in thousandths of a duty a month: `change` for each contract it takes on or gives
    up, `share` for each point it answers for together with others."""

    change: int = 0
    share: int = 0

    def __post_init__(self) -> None:
        if self.change < 0 or self.share < 0:
            raise ValueError(f"prices are not negative, got {self.change} and {self.share}")


@dataclass(frozen=True)
class Season:
    """Raises ValueError where an id comes twice, or a site may be given to a steward that is not there."""

    stewards: tuple[Steward, ...]
    sites: tuple[Site, ...]
    prices: Prices = Prices()

    def __post_init__(self) -> None:
        for what, ids in (("steward", [one.id for one in self.stewards]), ("site", [one.id for one in self.sites])):
            if twice := [id_ for id_, times in Counter(ids).items() if times > 1]:
                raise ValueError(f"the {what} {twice[0]} comes twice")
        for site in self.sites:
            if unknown := [unit for unit in site.may if unit not in self.steward]:
                raise ValueError(f"site {site.id} names {unknown[0]}, which is no steward")

    @cached_property
    def steward(self) -> dict[str, Steward]:
        """The stewards by id."""
        return {one.id: one for one in self.stewards}

    @cached_property
    def site(self) -> dict[str, Site]:
        """The sites by id."""
        return {one.id: one for one in self.sites}

    @cached_property
    def lots(self) -> "tuple[Lot, ...]":
        """What is given out as one piece: a site, or all those that are kept together."""
        together: dict[tuple[bool, str], list[Site]] = {}
        for site in self.sites:
            key = (False, site.id) if site.whole is None else (True, site.whole)
            together.setdefault(key, []).append(site)
        return tuple(Lot.of(sites) for sites in together.values())


@dataclass(frozen=True, slots=True)
class Lot:
    """Sites that have one pool. `may` are in the season's order of the first site; `held` counts how many of the sites
    each of these answers for today; those that may not go on are not priced and not in it."""

    sites: tuple[str, ...]
    need: int
    may: tuple[str, ...]
    most: int
    held: dict[str, int]

    @classmethod
    def of(cls, sites: Iterable[Site]) -> "Lot":
        sites = tuple(sites)
        all_may = set[str](sites[0].may).intersection(*(site.may for site in sites))
        may = tuple(unit for unit in sites[0].may if unit in all_may)
        held = Counter(unit for site in sites for unit in site.holds if unit in all_may)
        return cls(
            tuple(site.id for site in sites),
            sum(site.need for site in sites),
            may,
            min(min(site.most for site in sites), max(1, len(may))),
            dict(held),
        )

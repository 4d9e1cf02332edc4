"""Units in the lead told apart on a map and in its table: by a colour and, as there are more units, by a number."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduler.services.coverage.day import Place

_COLOURS = 10


@dataclass(frozen=True, slots=True)
class Lead:
    """The unit's number, from 1 on, and the class of its colour."""

    number: int

    @property
    def hue(self) -> str:
        return f"hue{(self.number - 1) % _COLOURS}"


def leads(places: Iterable[Place]) -> Mapping[str, Lead]:
    """By code the units that are in the lead somewhere, the one that leads most places first."""
    held = Counter(place.stewards[0].unit for place in places if place.stewards)
    return {unit: Lead(number) for number, unit in enumerate(sorted(held, key=lambda one: (-held[one], one)), 1)}

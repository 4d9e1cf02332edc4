"""The towns there are, by the name that `redvest demo --town` knows."""

from collections.abc import Callable, Mapping

from seed_data import plans
from seed_data.city import city
from seed_data.street import street
from seed_data.town import Town
from seed_data.zone import zone

TOWNS: Mapping[str, Callable[[int], Town]] = {
    "zone": zone,
    "city": city,
    "street": street,
    "p1": plans.p1,
    "p2": plans.p2,
    "p4": plans.p4,
    "p5": plans.p5,
    "p8": plans.p8,
}
FIRST = "zone"


def seconds_for(town: str) -> float:
    """How long its roster is worked on unless told otherwise."""
    return 90.0 if town == "city" else 20.0

"""The towns there are, by the name that `redvest demo --town` knows."""

from collections.abc import Callable, Mapping

from seed_data import plans
from seed_data.street import street
from seed_data.town import Town

TOWNS: Mapping[str, Callable[[int], Town]] = {
    "street": street,
    "p1": plans.p1,
    "p2": plans.p2,
    "p4": plans.p4,
    "p5": plans.p5,
    "p8": plans.p8,
}

"""Other programs that are asked for the same rosters, by name; each takes `IN --out OUT --seconds S --seed N`."""

from collections.abc import Mapping

PEERS: Mapping[str, tuple[str, ...]] = {"plain CP-SAT": ("benchmarks.plain",)}

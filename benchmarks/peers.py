"""Other programs that are asked for the same rosters, by name; each takes `IN --out OUT --seconds S --seed N`."""

from collections.abc import Mapping
from importlib.util import find_spec
from shutil import which

_PLAIN = {"plain CP-SAT": ("benchmarks.plain",)}
_TIMEFOLD = {"Timefold": ("benchmarks.timefold",)}


def peers() -> Mapping[str, tuple[str, ...]]:
    """Those that can be asked here."""
    return _PLAIN if missing() else _PLAIN | _TIMEFOLD


def missing() -> str:
    """What keeps Timefold from being asked, in a sentence; nothing where it is there."""
    if find_spec("timefold") is None:
        return "Timefold was not asked: `pip install .[peer]` brings it."
    return "" if which("java") else "Timefold was not asked: it needs a JVM."

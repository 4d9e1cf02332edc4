"""Coordinates as somebody pasted them, and how they were understood: in which system, where that is on the earth."""

from dataclasses import dataclass

from scheduler.exchange.town.places import converted
from scheduler.exchange.words import pasted
from scheduler.geo import Pair, Spot, metres

SYSTEMS = {"gcj02": "高德、腾讯、微信（GCJ-02）", "bd09": "百度（BD-09）", "wgs84": "GPS、天地图（WGS-84）"}
"""The msgid of each."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was typed (`path`), of the `system` it was taken for, and the same in `wgs84`. `told` says that the text
    named the system itself. `otherwise`: by system how many metres off it would be, had it been of that one."""

    path: tuple[Spot, ...]
    system: str
    told: bool
    wgs84: tuple[Pair, ...]
    otherwise: dict[str, int]


def understood(text: str, system: str) -> Understood | None:
    """What the text says, in the `system` that is chosen unless it names one itself; None for nothing at all.

    Raises Unreadable.
    """
    if not text.strip():
        return None
    found = pasted(text)
    taken = found.system or (system if system in SYSTEMS else "wgs84")
    spots = tuple(Spot(*pair) for pair in found.path)
    here = tuple(converted(pair, taken) for pair in spots)
    off = {one: round(metres(here[0], converted(spots[0], one))) for one in SYSTEMS if one != taken}
    return Understood(spots, taken, found.system is not None, here, off)

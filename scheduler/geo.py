"""Where places are: distances in metres, and the coordinates of Chinese maps turned into WGS-84.

GCJ-02 (高德, 腾讯, WeChat) shifts WGS-84 by 100 to 700 m inside China; BD-09 (百度) shifts GCJ-02 once more.
Neither has a closed inverse: we look for the WGS-84 pair whose shift lands on the pair given. All pairs are
(longitude, latitude) in degrees.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import asin, atan2, cos, hypot, pi, radians, sin, sqrt
from typing import NamedTuple

Pair = tuple[float, float]


class Spot(NamedTuple):
    """A pair whose numbers have names."""

    longitude: float
    latitude: float


EARTH = 6_371_008.8
_AXIS = 6_378_245.0
_FLATNESS = 0.006_693_421_622_965_943
_BAIDU = pi * 3000 / 180


def to_wgs84(pair: Pair, system: str) -> Pair:
    """`pair` of "wgs84", "gcj02" or "bd09" in WGS-84, within 0.5 m. Raises KeyError for another system."""
    return _INTO[system](pair)


def gcj02_to_wgs84(pair: Pair) -> Pair:
    """The WGS-84 pair that GCJ-02 shows as `pair`; outside China `pair` itself."""
    return _inverse(wgs84_to_gcj02, pair)


def bd09_to_wgs84(pair: Pair) -> Pair:
    """The WGS-84 pair that BD-09 shows as `pair`; outside China only Baidu's own shift is undone."""
    return gcj02_to_wgs84(_inverse(gcj02_to_bd09, pair))


def wgs84_to_gcj02(pair: Pair) -> Pair:
    """What GCJ-02 shows for a WGS-84 pair; outside China `pair` itself."""
    if not in_china(pair):
        return pair
    longitude, latitude = pair
    east, north = longitude - 105.0, latitude - 35.0
    bend = 1 - _FLATNESS * sin(radians(latitude)) ** 2
    per_degree_north = radians(_AXIS * (1 - _FLATNESS) / bend**1.5)
    per_degree_east = radians(_AXIS / sqrt(bend) * cos(radians(latitude)))
    return (
        longitude + _eastward(east, north) / per_degree_east,
        latitude + _northward(east, north) / per_degree_north,
    )


def gcj02_to_bd09(pair: Pair) -> Pair:
    """What BD-09 shows for a GCJ-02 pair."""
    longitude, latitude = pair
    far = hypot(longitude, latitude) + 0.00002 * sin(latitude * _BAIDU)
    angle = atan2(latitude, longitude) + 0.000003 * cos(longitude * _BAIDU)
    return far * cos(angle) + 0.0065, far * sin(angle) + 0.006


def in_china(pair: Pair) -> bool:
    """Whether `pair` lies in the rectangle around China inside which GCJ-02 shifts."""
    return 72.004 <= pair[0] <= 137.8347 and 0.8293 <= pair[1] <= 55.8271


def metres(a: Pair, b: Pair) -> float:
    """The great-circle distance of two WGS-84 pairs in metres (haversine, mean earth radius)."""
    north = sin(radians(b[1] - a[1]) / 2) ** 2
    east = sin(radians(b[0] - a[0]) / 2) ** 2
    h = north + cos(radians(a[1])) * cos(radians(b[1])) * east
    return 2 * EARTH * asin(sqrt(min(1.0, max(0.0, h))))


def line_metres(path: Sequence[Pair]) -> float:
    """The length in metres of a line through WGS-84 pairs; 0 for a single pair."""
    return sum(metres(a, b) for a, b in pairwise(path))


def _inverse(shift: Callable[[Pair], Pair], shown: Pair) -> Pair:
    # The shifts are smooth and small: each step leaves about a thousandth of the error before it.
    guess = shown
    for _ in range(5):
        there = shift(guess)
        guess = guess[0] + shown[0] - there[0], guess[1] + shown[1] - there[1]
    return guess


def _waves(value: float, *lengths: tuple[float, float]) -> float:
    return sum(height * sin(value * pi * often) for height, often in lengths) * 2 / 3


def _northward(east: float, north: float) -> float:
    smooth = -100 + 2 * east + 3 * north + 0.2 * north**2 + 0.1 * east * north + 0.2 * sqrt(abs(east))
    return smooth + _waves(east, (20, 6), (20, 2)) + _waves(north, (20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30))


def _eastward(east: float, north: float) -> float:
    smooth = 300 + east + 2 * north + 0.1 * east**2 + 0.1 * east * north + 0.1 * sqrt(abs(east))
    return smooth + _waves(east, (20, 6), (20, 2), (20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30))


_INTO: dict[str, Callable[[Pair], Pair]] = {
    "wgs84": lambda pair: pair,
    "gcj02": gcj02_to_wgs84,
    "bd09": bd09_to_wgs84,
}

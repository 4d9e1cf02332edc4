"""How far apart two places are, in whole metres, the same number wherever it is asked.

Haversine on a sphere of the earth's mean radius: floor(2 R asin(sqrt(h)) + 0.5) with h clamped to [0, 1].
"""

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from solver.problem import At

RADIUS = 6_371_008.8

# Array arithmetic may differ from `math` in the last bit; sums this close to a whole number are done again.
_DOUBT = 1e-5


def metres(a: At, b: At) -> int:
    """Whole metres between two (longitude, latitude) pairs in degrees."""
    from_lat, to_lat = math.radians(a[1]), math.radians(b[1])
    half_lat = math.sin((to_lat - from_lat) / 2)
    half_lon = math.sin(math.radians(b[0] - a[0]) / 2)
    h = half_lat * half_lat + math.cos(from_lat) * math.cos(to_lat) * half_lon * half_lon
    return math.floor(2 * RADIUS * math.asin(math.sqrt(min(1.0, max(0.0, h)))) + 0.5)


@lru_cache(2**18)
def nearest(places: tuple[At, ...], to: At) -> int | None:
    """Whole metres from the nearest of `places`; None when there is none, since nothing is then reached."""
    return min((metres(place, to) for place in places), default=None)


def metres_from(places: npt.NDArray[np.float64], to: At) -> npt.NDArray[np.int64]:
    """`metres` of each row of `places` (n x 2, degrees) to one place."""
    lon, lat = np.radians(places[:, 0]), np.radians(places[:, 1])
    to_lon, to_lat = math.radians(to[0]), math.radians(to[1])
    h = np.sin((lat - to_lat) / 2) ** 2 + np.cos(lat) * math.cos(to_lat) * np.sin((lon - to_lon) / 2) ** 2
    raised = 2 * RADIUS * np.arcsin(np.sqrt(np.clip(h, 0.0, 1.0))) + 0.5
    whole: npt.NDArray[np.int64] = np.floor(raised).astype(np.int64)
    for row in np.flatnonzero(np.abs(raised - np.round(raised)) < _DOUBT):
        whole[row] = metres((float(places[row, 0]), float(places[row, 1])), to)
    return whole

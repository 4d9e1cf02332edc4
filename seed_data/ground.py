"""The ground made-up towns stand on: a grid of crossing roads, the same in all of them, with its coordinates."""

from random import Random

from scheduler.geo import Pair
from seed_data.names import EAST_WEST, EASTERN, NORTH_SOUTH, NORTHERN

Site = tuple[str, tuple[Pair, ...]]
"""What something is called and where it is, one place or the corners of a line."""

_NORTHWARD, _EASTWARD = NORTH_SOUTH + EASTERN, EAST_WEST + NORTHERN

# Neighbouring roads are some 640 m apart from west to east, some 610 m from south to north.
_SOUTH_WEST = (116.683, 39.505)
_EAST, _NORTH = 0.0075, 0.0055


def crossing(column: int, row: int) -> Site:
    """The name and place of the crossing of a road, 0 to 13 from the west, with one, 0 to 9 from the south."""
    return f"{_NORTHWARD[column]}与{_EASTWARD[row]}交叉口", (at(column, row),)


def block(column: int, row: int) -> Site:
    """The name and both ends of the stretch of a road, 0 to 13 from the west, between two crossings."""
    name = f"{_NORTHWARD[column]}{_EASTWARD[row]}至{_EASTWARD[row + 1]}段"
    return name, (at(column, row), at(column, row + 1))


def cross_block(column: int, row: int) -> Site:
    """The same of a road, 0 to 9 from the south, from one crossing to the next east of it."""
    name = f"{_EASTWARD[row]}{_NORTHWARD[column]}至{_NORTHWARD[column + 1]}段"
    return name, (at(column, row), at(column + 1, row))


def at(column: float, row: float) -> Pair:
    """(longitude, latitude) of a place in the grid; 1.5 is halfway between the second road and the third."""
    return round(_SOUTH_WEST[0] + column * _EAST, 6), round(_SOUTH_WEST[1] + row * _NORTH, 6)


def within(place: Pair) -> Pair:
    """Column and row of a place in the grid, as `at` takes them, to a hundredth."""
    return round((place[0] - _SOUTH_WEST[0]) / _EAST, 2), round((place[1] - _SOUTH_WEST[1]) / _NORTH, 2)


def near(random: Random, place: Pair, metres: float) -> Pair:
    """A place somewhere within a square of that many metres to each side."""
    east, north = (random.uniform(-metres, metres) for _ in range(2))
    return round(place[0] + east / 85_900, 6), round(place[1] + north / 111_200, 6)

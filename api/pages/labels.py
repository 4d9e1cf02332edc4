"""Names on a map: each is written from that nearness on from which it lies on no other name and on no other symbol."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from api.pages.drawing import Drawing
from api.pages.plane import Spot

LEVELS = (3.2, 1.6, 0.8, 0.4, 0.2, 0.1)
"""From far to near: how much of the sheet a pixel of the screen is at most. A symbol and its name keep their size."""

_WIDE, _NARROW, _HIGH = 11.0, 6.5, 14.0
"""Pixels of a Chinese character, of any other, and of a line."""

_AREA_WIDE, _ABOVE, _BELOW = 14.5, -30.0, 20.0
"""Pixels of a character of a grid's name; from a place up to the middle of that name, and down to that of its own."""

_SYMBOL = 9.0
"""Half of what a symbol covers, in pixels."""

_CELL = 64.0


class _Box(NamedTuple):
    """Pixels from the place at `at` on, which itself moves as one comes nearer."""

    at: Spot
    left: float
    top: float
    right: float
    bottom: float


class _Edges(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def cells(self) -> Iterator[tuple[int, int]]:
        for column in range(int(self.left // _CELL), int(self.right // _CELL) + 1):
            for row in range(int(self.top // _CELL), int(self.bottom // _CELL) + 1):
                yield column, row


@dataclass(frozen=True, slots=True)
class Names:
    """By the name of an area, and by the code of a place, the level from which on its name is written; those that are
    missing lie on others however near one comes."""

    areas: Mapping[str, int]
    places: Mapping[str, int]
    levels: Sequence[float] = LEVELS


def names(drawing: Drawing, labels: Mapping[str, str]) -> Names:
    """Where the names of the areas are written, and those of the places, by code. What stands for most places comes
    first, and once before anything comes twice."""
    areas = [_Box(area.top, *_line(len(area.name) * _AREA_WIDE, _ABOVE)) for area in drawing.areas]
    asked = _in_order(drawing, labels)
    boxes = [*areas, *(_Box(at, *_line(_width(labels[code]), _BELOW)) for code, at in asked)]
    levels = _levels(boxes, len(areas), [mark.at for mark in drawing.marks])
    named = [area.name for area in drawing.areas]
    return Names(
        {named[n]: level for n, level in levels.items() if n < len(areas)},
        {asked[n - len(areas)][0]: level for n, level in levels.items() if n >= len(areas)},
    )


def _in_order(drawing: Drawing, labels: Mapping[str, str]) -> list[tuple[str, Spot]]:
    """The code and the spot of each place that has a label: of each label first the place in the middle of its own."""
    alike: dict[str, list[tuple[str, Spot]]] = defaultdict(list)
    for mark in drawing.marks:
        if text := labels.get(mark.place.code):
            alike[text].append((mark.place.code, mark.at))
    groups = [_from_the_middle(alike[text]) for text in sorted(alike, key=lambda one: (-len(alike[one]), one))]
    return [group[0] for group in groups] + [one for group in groups for one in group[1:]]


def _from_the_middle(places: Sequence[tuple[str, Spot]]) -> list[tuple[str, Spot]]:
    x, y = median(at.x for _, at in places), median(at.y for _, at in places)
    return sorted(places, key=lambda one: (abs(one[1].x - x) + abs(one[1].y - y), one[0]))


def _levels(boxes: Sequence[_Box], areas: int, symbols: Iterable[Spot]) -> dict[int, int]:
    """By the number of a box the first level at which it lies free; the first `areas` of them may lie on symbols."""
    there = [_Box(at, -_SYMBOL, -_SYMBOL, _SYMBOL, _SYMBOL) for at in symbols]
    found: dict[int, int] = {}
    for level, pixel in enumerate(LEVELS):
        if len(found) == len(boxes):
            break
        written = _Written(pixel)
        for number in found:
            written.add(boxes[number])
        for number, box in enumerate(boxes):
            if number == areas:
                written.add(*there)
            if number not in found and written.free(box):
                written.add(box)
                found[number] = level
    return found


class _Written:
    """What is written already on a map on which a pixel is so much of the sheet."""

    def __init__(self, pixel: float) -> None:
        self._pixel = pixel
        self._cells: dict[tuple[int, int], list[_Edges]] = defaultdict(list)

    def add(self, *boxes: _Box) -> None:
        for edges in map(self._edges, boxes):
            for cell in edges.cells():
                self._cells[cell].append(edges)

    def free(self, box: _Box) -> bool:
        left, top, right, bottom = edges = self._edges(box)
        return not any(
            other.left < right and left < other.right and other.top < bottom and top < other.bottom
            for cell in edges.cells()
            for other in self._cells.get(cell, ())
        )

    def _edges(self, box: _Box) -> _Edges:
        x, y = box.at.x / self._pixel, box.at.y / self._pixel
        return _Edges(x + box.left, y + box.top, x + box.right, y + box.bottom)


def _line(width: float, middle: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a line of text so wide whose middle is so far below."""
    return -width / 2, middle - _HIGH / 2, width / 2, middle + _HIGH / 2


def _width(text: str) -> float:
    return sum(_WIDE if ord(one) > 0x2E7F else _NARROW for one in text)

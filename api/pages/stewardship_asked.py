"""What is asked of a plan of stewardship, as its form says it: read strictly, and shown again as it was said."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from api.pages import forms
from api.pages.records.understood import understood
from scheduler.errors import Invalid
from scheduler.exchange.words import Unreadable
from scheduler.language import say
from scheduler.services.allotting.wanted import EVERY, LONGEST, NewPoint, Wanted

_THOUSAND = 1000
_FEW = 1
_MOST_ROWS = 500

Said = MultiDict[str, str]
Row = tuple[str, ...]
T = TypeVar("T")

ROWS: Mapping[str, Row] = {
    "whole": ("whole",),
    "district": ("command", "grid"),
    "new": ("new", "need", "path", "datum"),
    "lost": ("lost",),
    "cap": ("cap_unit", "cap"),
    "staffed": ("staffed_point", "staffed"),
}
"""By what is said in rows, as many as one likes, the fields of a row; one without its first is not said."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of each kind that were said, and an empty one more to fill in."""

    said: Said

    def of(self, kind: str) -> list[Row]:
        """The texts of each row, in the order of ROWS; the last row is empty."""
        names = ROWS[kind]
        found = zip_longest(*(self.said.getlist(name)[:_MOST_ROWS] for name in names), fillvalue="")
        return [*(row for row in found if any(map(str.strip, row[:2]))), *[("",) * len(names)] * _FEW]

    def some(self, *kinds: str) -> bool:
        """Whether anything of these kinds is said."""
        return any(len(self.of(kind)) > _FEW for kind in kinds)


def wanted_of(said: Said) -> Wanted:
    """What the form asks for. Raises Invalid, saying what cannot be read."""
    start, last = forms.day(said, "start"), forms.day(said, "last")
    if not 1 <= (days := (last - start).days + 1) <= LONGEST:
        raise Invalid(say("天数应在 1 到 {most} 之间，现在是 {days}", most=LONGEST, days=days))
    every = (EVERY,) if said.get("every") else ()
    return Wanted(
        start=start,
        days=days,
        most=forms.whole(said, "most", least=1, most=50, default=3),
        change=_thousandths(said, "change", "0.5"),
        share=_thousandths(said, "share", "0"),
        absence=forms.whole(said, "absence", least=0, most=90, default=5),
        whole=(*every, *(grid for (grid,) in _rows(said, "whole"))),
        districts=dict(_pairs(said, "district", _grid)),
        added=tuple(map(_new_point, _rows(said, "new"))),
        lost=tuple(unit for (unit,) in _rows(said, "lost")),
        caps=dict(_pairs(said, "cap", lambda row: forms.whole({"cap": row[1]}, "cap", least=0, most=100))),
        staffed=dict(_pairs(said, "staffed", lambda row: forms.signed({"more": row[1]}, "more"))),
    )


def _rows(said: Said, kind: str) -> Iterator[Row]:
    """The rows of that kind. Raises Invalid for one without its first field, or too long a text."""
    for row in Rows(said).of(kind)[:-_FEW]:
        texts = tuple(forms.text({"text": one}, "text") for one in row)
        if not texts[0]:
            raise Invalid(say("有一行只填了一半：{typed}", typed="".join(texts[1:])))
        yield texts


def _pairs(said: Said, kind: str, value: Callable[[Row], T]) -> Iterator[tuple[str, T]]:
    return ((row[0], value(row)) for row in _rows(said, kind))


def _grid(row: Row) -> str:
    command, grid = row
    if not grid:
        raise Invalid(say("请给指挥部 {code} 选一个网格", code=command))
    return grid


def _new_point(row: Row) -> NewPoint:
    told, need, path, datum = row
    name = forms.text({"new": told}, "new", 60)
    duties = forms.whole({"need": need}, "need", least=0, most=9999)
    try:
        place = understood(path, datum)
    except Unreadable as unreadable:
        raise Invalid(str(unreadable)) from None
    if place is None:
        raise Invalid(say("请写明新点位“{name}”在哪里", name=name))
    return NewPoint(name, duties, place.wgs84[0])


def _thousandths(said: Said, name: str, default: str) -> int:
    """Duties a month as people write them, 0.5, in thousandths. Raises Invalid."""
    text = forms.text(said, name, 10) or default
    with suppress(InvalidOperation):
        duties = Decimal(text)
        if duties.is_finite() and 0 <= duties <= _THOUSAND:
            return int(duties * _THOUSAND)
    raise Invalid(say("应为 0 到 1000 之间的班次数，如 0.5：{value}", value=text))

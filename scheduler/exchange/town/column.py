"""What a sheet of the town's file is: its columns with their titles and readers, and how a row becomes records."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from scheduler.exchange import words
from scheduler.exchange.origin import Origin
from scheduler.exchange.records import Record
from scheduler.language import say

_SEVERAL = re.compile(r"[、,;\n]+")


class Misfit(ValueError):  # noqa: N818 (as Unreadable: what a cell is, not what went wrong here)
    """Cells that can each be read but do not go together. `field` is the column to mend."""

    def __init__(self, field: str, advice: str) -> None:
        super().__init__(advice)
        self.field = field
        self.advice = advice


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    `read` turns a cell that is not empty into a value or raises Unreadable. `fills` are the fields of the record
    that come from it, its own when empty. `measured`: a unit in the title, 长度(公里), holds for bare numbers below
    it. `offered`: it stands in the template; others are read where people bring them.
    """

    title: str
    field: str
    read: Callable[[object], object]
    aliases: tuple[str, ...] = ()
    required: bool = False
    measured: bool = False
    offered: bool = True
    fills: tuple[str, ...] = ()
    note: str = ""
    width: int = 12
    choices: tuple[str, ...] = ()
    example: str | int = ""

    def filled(self) -> tuple[str, ...]:
        return self.fills or (self.field,)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that are not empty, read, by field; where it stands; what its sheet has columns for."""

    values: Mapping[str, Any]
    origin: Origin
    given: frozenset[str]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str) -> Any:
        """The value, None for an empty cell or a missing column."""
        return self.values.get(name)

    def record(self, make: Callable[..., Record], *, without: Iterable[str] = (), **more: object) -> Record:
        """A record of the values as they are, but for the columns `without`, and of `more`."""
        left_out = {*without, *more}
        same = {name: value for name, value in self.values.items() if name not in left_out}
        return make(**same, **more, origin=self.origin, given=self.given)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the town's file. `key` names it in code, `records` makes what a row says or raises Misfit."""

    key: str
    title: str
    aliases: tuple[str, ...]
    columns: tuple[Column, ...]
    records: Callable[[Row], tuple[Record, ...]]
    by_field: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_field", {column.field: column for column in self.columns})


def one_of(**meanings: str) -> Callable[[object], str]:
    """A reader that turns each of `meanings` words, "主责 lead", given as value="主责 牵头", into its value."""
    known = {word: value for value, spoken in meanings.items() for word in (value, *spoken.split())}

    def read(value: object) -> str:
        found = known.get(words.code(value).lower())
        if found is None:
            spoken = [every.split()[0] for every in meanings.values()]
            raise words.Unreadable(say("只能写 {words} 之一", words="、".join(spoken)))
        return found

    return read


def several(value: object) -> tuple[str, ...]:
    """Names or codes between 、 ， ； or line breaks. Spaces and / stay: names of points have them."""
    pieces = [words.name(piece) for piece in _SEVERAL.split(words.tidy(value)) if not words.blank(piece)]
    for place, piece in enumerate(pieces):
        if piece in pieces[:place]:
            raise words.Unreadable(say("{value} 写了两次", value=piece))
    return tuple(pieces)


def all_or_several(value: object) -> tuple[str, ...]:
    """As `several`; () for 全部."""
    return () if words.code(value) in {"全部", "所有", "全部点位", "所有点位", "不限"} else several(value)


def last_day(value: object) -> date:
    """The day after the last one, which people write as the end: 12月31日 gives 1 January."""
    return words.day(value) + timedelta(days=1)


def in_order(row: Row) -> None:
    """Raises Misfit when `until_day` is not after `from_day`; either may be open."""
    first, until = row.get("from_day"), row.get("until_day")
    if first and until and until <= first:
        raise Misfit("until_day", say("截止日期早于起始日期 {day}", day=first))


def coded(row: Row) -> dict[str, Any]:
    """`code` as typed or else the name, and whether it was typed."""
    return {"code": row.get("code") or row["name"], "coded": row.get("code") is not None}


CODE = Column(
    title="编号",
    field="code",
    read=words.code,
    aliases=("编码", "代码", "code"),
    fills=("code", "coded"),
    note="可不填。填了就不要再改：再次导入时按编号认出同一行。",
    example="示例",
    width=12,
)

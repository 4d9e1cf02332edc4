"""What comparing a file with the town found: rows to add, rows to change, places that are refused."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scheduler.errors import Fault
from scheduler.exchange.cells import fault
from scheduler.exchange.records import (
    AbsenceRecord,
    PatternRecord,
    PointRecord,
    Record,
    StewardshipRecord,
    UnitRecord,
    VolunteerRecord,
)
from scheduler.exchange.town import SHEETS
from scheduler.language import say

Progress = Callable[[int, int], None]
Face = Mapping[str, Any]
"""The fields of a row by name; what it refers to stands there by code, lists are tuples."""

NOUNS = ("grid", "team", "unit", "point", "theme", "pattern", "stewardship", "volunteer", "absence")
"""In the order in which they are written: what is referred to before what refers to it."""

_SHEET_OF: Mapping[type[Record], str] = {
    UnitRecord: "units",
    PointRecord: "points",
    StewardshipRecord: "stewardships",
    VolunteerRecord: "volunteers",
    AbsenceRecord: "absences",
    PatternRecord: "patterns",
}
_TITLES = {sheet.key: {column.field: column.title for column in sheet.columns} for sheet in SHEETS}
_EVERY = 200


@dataclass(frozen=True, slots=True)
class Item:
    """One row to write. `before` is None for a new one, else what the fields in `after` held.

    `key` finds it among its noun: a code, or for stewardship and absences the tuple that makes them one.
    `phone` is in full and never shown: what is compared and shown is its index.
    """

    noun: str
    key: Any
    name: str
    after: Face
    before: Face | None = None
    row_id: int | None = None
    phone: str | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. Only one that refuses nothing may be applied. `warnings` are to be looked at, `notes`
    ask for nothing."""

    added: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    unchanged: int = 0
    refused: tuple[Fault, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def idle(self) -> bool:
        """Whether the town already is as the file says."""
        return not (self.added or self.changed or self.refused)

    @property
    def empty(self) -> bool:
        """Whether the file says nothing at all: headings, perhaps, and no row below them."""
        return self.idle and not self.unchanged

    def counts(self) -> dict[str, dict[str, int]]:
        """How many rows of each noun are added and changed."""
        found = {"added": self.added, "changed": self.changed}
        return {what: dict(Counter(item.noun for item in items)) for what, items in found.items()}


class Findings:
    """Collects the plan while records are compared one by one."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._added: list[Item] = []
        self._changed: list[Item] = []
        self._refused: list[Fault] = []
        self._warnings: list[str] = []
        self._unchanged = 0
        self._origins: dict[tuple[str, Hashable], Record] = {}
        self._done, self._total, self._progress = 0, total, progress

    def add(self, item: Item) -> None:
        self._added.append(item)

    def compare(self, item: Item, existing: Face) -> None:
        """Note which fields of `item` differ from the row that is there."""
        before = {name: existing.get(name) for name, value in item.after.items() if existing.get(name) != value}
        if before:
            after = {name: item.after[name] for name in before}
            phone = item.phone if "phone_index" in before else None
            self._changed.append(Item(item.noun, item.key, item.name, after, before, item.row_id, phone))
        else:
            self._unchanged += 1

    def refuse(self, record: Record, column: str, value: object, advice: str) -> None:
        """Refuse what stands in that column of the record's row."""
        title = _TITLES[_SHEET_OF[type(record)]][column]
        self._refused.append(fault(record.origin, title, value, advice, field=column))

    def claims(self, noun: str, key: Hashable, record: Record, column: str) -> bool:
        """Whether the record is the first to speak of that row; the second is refused."""
        first = self._origins.setdefault((noun, key), record)
        if first is not record:
            value = getattr(record, column)
            self.refuse(record, column, value, say("与 {row} 说的是同一项，请删去一行", row=first.origin.where()))
        return first is record

    def warn(self, line: str) -> None:
        self._warnings.append(line)

    def tick(self) -> None:
        """One more record is done."""
        self._done += 1
        if self._progress and (self._done % _EVERY == 0 or self._done == self._total):
            self._progress(self._done, self._total)

    def plan(self) -> Plan:
        return Plan(
            tuple(self._added), tuple(self._changed), self._unchanged, tuple(self._refused), tuple(self._warnings)
        )

"""What the headings of a table mean on one of the town's sheets, as people said and as the sheet knows them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scheduler.exchange.read_as import AS_FOUND, LEFT_OUT, ReadAs, plain
from scheduler.exchange.town.column import Column, Sheet

Titles = Mapping[str, Column]
"""Columns by all that they are called."""
Knows = Callable[[Titles, str], Column | None]
"""The column that a title, compared as `plain`, means; None for none."""


def known_as(known: Titles, title: str) -> Column | None:
    """The column that is called so."""
    return known.get(title)


def ending(known: Titles, title: str) -> Column | None:
    """The column that is called so, or as a title such as 包保责任单位 ends: by the longest name it ends with."""
    ends = [name for name in known if len(name) > 1 and title.endswith(name)]
    return known[max(ends, key=len)] if ends else None


@dataclass(frozen=True, slots=True)
class Called:
    """`told` is what people said of headings, None for one that is not to be read; the others mean what the sheet
    `knows` of all its `known` titles."""

    known: Titles
    told: Mapping[str, Column | None]
    knows: Knows

    @classmethod
    def on(cls, sheet: Sheet, said: ReadAs = AS_FOUND, knows: Knows = known_as) -> "Called":
        """On that sheet. Where people spoke of a column that the sheet has not, they spoke of another sheet."""
        known = {plain(title): column for column in sheet.columns for title in (column.title, *column.aliases)}
        told: dict[str, Column | None] = {}
        for heading, name in said.columns.items():
            column = sheet.by_field.get(name) or known.get(plain(name))
            if column or name == LEFT_OUT:
                told[plain(heading)] = column
        return cls(known, told, knows)

    def column(self, *names: str) -> Column | None:
        """The column of the heading that goes by these names, its text before its letter; None for one that nobody
        knows or that is not to be read, and where people said that another heading is that column."""
        said = self._said(names)
        if said is not None:
            return self.told[said]
        found = self.knows(self.known, plain(names[0]))
        return None if found and any(found is one for one in self.told.values()) else found

    def left_out(self, *names: str) -> bool:
        """Whether people said that it is not to be read."""
        said = self._said(names)
        return said is not None and self.told[said] is None

    def _said(self, names: tuple[str, ...]) -> str | None:
        return next((name for name in map(plain, names) if name in self.told), None)

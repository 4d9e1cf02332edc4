"""What the headings of a table mean on one of the town's sheets, as people said and as the sheet knows them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scheduler.exchange.read_as import AS_FOUND, LEFT_OUT, ReadAs, plain
from scheduler.exchange.town.column import Column, Sheet

Titles = Mapping[str, Column]
"""Columns by all that they are called."""
Knows = Callable[[Titles, str], Column | None]
"""The column that a title, compared as `plain`, means; None for none."""
Told = Mapping[str, Column | None]
"""By headings compared as `plain` what they were said to be, None for not to be read."""


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
    `knows` of all its `known` titles, and where it has none that is called so, what was said of it `before`."""

    known: Titles
    told: Told
    before: Told
    knows: Knows

    @classmethod
    def on(cls, sheet: Sheet, said: ReadAs = AS_FOUND, knows: Knows = known_as) -> "Called":
        """On that sheet. Where people spoke of a column that the sheet has not, they spoke of another sheet."""
        known = {plain(title): column for column in sheet.columns for title in (column.title, *column.aliases)}
        names = {**known, **sheet.by_field}
        told, before = (_told(columns, names) for columns in (said.columns, said.before.get(sheet.key, {})))
        return cls(known, told, before, knows)

    def column(self, *names: str) -> Column | None:
        """The column of the heading that goes by these names, its text before its letter; None for one that nobody
        knows or that is not to be read, and where people said that another heading is that column."""
        said = self._said(names)
        if said is not None:
            return self.told[said]
        remembered = self.remembered(*names)
        found = self.before[remembered] if remembered else self.knows(self.known, plain(names[0]))
        return None if found and any(found is one for one in self.told.values()) else found

    def left_out(self, *names: str) -> bool:
        """Whether people said that it is not to be read."""
        said, remembered = self._said(names), self.remembered(*names)
        if said is not None:
            return self.told[said] is None
        return remembered != "" and self.before[remembered] is None

    def remembered(self, *names: str) -> str:
        """Its name among what was said before, where that counts; "" where it does not."""
        name = plain(names[0])
        return name if name in self.before and name not in self.known and self._said(names) is None else ""

    def _said(self, names: tuple[str, ...]) -> str | None:
        return next((name for name in map(plain, names) if name in self.told), None)


def _told(columns: Mapping[str, str], names: Titles) -> Told:
    found: dict[str, Column | None] = {}
    for heading, name in columns.items():
        column = names.get(name) or names.get(plain(name))
        if column or name == LEFT_OUT:
            found[plain(heading)] = column
    return found

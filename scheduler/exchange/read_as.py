"""How people say that a table is to be read, where its headings are words of their own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from scheduler.exchange.words import tidy

LEFT_OUT = ""
"""Of a table or of a column: it is not to be read."""
EVERY = "*"
"""What is said of every table of a file; no sheet can be called so."""

_BRACKETED = re.compile(r"[(\[【](.*?)[)\]】]")


@dataclass(frozen=True, slots=True)
class ReadAs:
    """`sheet` is the key of one of the town's sheets, LEFT_OUT, or None to find out; `header` the row of its headings
    counted from 1, 0 where it has none, None to find out.

    `columns` say by heading, or by the letter of the column, which of the sheet's columns that is, by its field or by
    one of its titles, or LEFT_OUT; a heading they do not name is what it says, and one that says nothing what was said
    of it `before`, of other files.
    """

    sheet: str | None = None
    header: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    before: "Before" = field(default_factory=dict)


Before = Mapping[str, Mapping[str, str]]
"""By the key of the sheet, then by the heading compared as `plain`, its field or LEFT_OUT."""

AS_FOUND = ReadAs()
"""Nothing was said."""

SaidOf = Mapping[str, ReadAs]
"""By the name of the table what was said of it, EVERY for what was said of all."""


def said_of(name: str, said: SaidOf) -> ReadAs:
    """What was said of the table of that name."""
    return said.get(name) or said.get(EVERY, AS_FOUND)


def with_before(said: SaidOf, before: Before) -> SaidOf:
    """The same, of a town that remembers what was said before."""
    return {name: replace(told, before=before) for name, told in {EVERY: AS_FOUND, **said}.items()}


def plain(title: object) -> str:
    """A title as it is compared: half-width, without spaces, stars, colons and what stands in brackets."""
    return re.sub(r"[\s*:]", "", _BRACKETED.sub("", tidy(title))).lower()


def in_brackets(title: str) -> str:
    """What stands in the brackets of a title, "" for nothing."""
    match = _BRACKETED.search(title)
    return match[1].strip() if match else ""


def headings(row: Sequence[object]) -> tuple[str, ...]:
    """What the columns below such a row are called: the text of each cell, or the letter of its column where it is
    empty or says what another said before it."""
    seen, found = set(), []
    for at, cell in enumerate(row):
        name = plain(cell)
        found.append(tidy(cell).replace("\n", "") if name and name not in seen else letter(at))
        seen.add(name)
    return tuple(found)


def letter(at: int) -> str:
    """How a spreadsheet calls the column at the index `at`: A, B, …, Z, AA."""
    above, place = divmod(at, 26)
    return (letter(above - 1) if above else "") + chr(ord("A") + place)

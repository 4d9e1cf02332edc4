"""What the columns of a file are, where its headings are words of its own: asked, and answered in the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.errors import Invalid
from scheduler.exchange.read_as import LEFT_OUT, ReadAs, headings, letter
from scheduler.exchange.town import SHEETS
from scheduler.exchange.town.column import Sheet
from scheduler.exchange.unsure import meaning
from scheduler.language import say

_SAMPLES = 3
_HEAD = 4
_BY_KEY = {sheet.key: sheet for sheet in SHEETS}

Choices = list[tuple[str, str]]
Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """A column by its letter, with its heading, "" for none, and what stands below it. `field` is what it holds as far
    as that is known; its select is called `name`. `like` is the title of ours that it looks like and is not read as, ""
    for none: that is what its select proposes."""

    name: str
    letter: str
    heading: str
    field: str
    samples: tuple[str, ...]
    like: str


@dataclass(frozen=True, slots=True)
class AskedTable:
    """A table, the `at`th of those in doubt, as the sheet of the key `sheet` with its headings in the row `header`, 0
    for none. `choices` are what its columns can be, `needed` the titles of those it cannot do without."""

    at: int
    name: str
    sheet: str
    header: int
    headers: Choices
    columns: tuple[AskedColumn, ...]
    choices: Choices
    needed: tuple[str, ...]
    whole: bool

    @property
    def drawn(self) -> str:
        """As what sheet, and with which row of headings, its columns are drawn."""
        return f"{self.sheet}/{self.header}"

    @property
    def asks(self) -> bool:
        """Whether it would be read otherwise than it looks."""
        return any(column.like for column in self.columns)


def asked_tables(findings: Mapping[str, Any], form: Form) -> tuple[AskedTable, ...]:
    """In the order of the file; as somebody changed them in `form`, where they did."""
    return tuple(_asked(at, table, form) for at, table in enumerate(findings.get("tables", ())))


def is_to_be_redrawn(tables: Sequence[AskedTable], form: Form) -> bool:
    """Whether somebody asked for it, or said that a table is another sheet: its columns are to be said then."""
    return "look" in form or any(form.get(f"drawn{table.at}", table.drawn) != table.drawn for table in tables)


def said_tables(tables: Sequence[AskedTable]) -> dict[str, ReadAs]:
    """What was said of each."""
    return {
        table.name: ReadAs(table.sheet, table.header, {one.letter: one.field for one in table.columns})
        for table in tables
    }


def said_before(findings: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """By the key of the sheet the headings that are read as was said of other files."""
    found: set[tuple[str, str]] = set()
    for table in findings.get("tables", ()):
        texts: list[str] = next((row["texts"] for row in table["rows"] if row["number"] == table["header"]), [])
        named = {letter(at): heading for at, heading in enumerate(headings(texts))}
        found |= {(table["sheet"], named[one]) for one in table.get("before", ()) if one in named}
    return frozenset(found)


def sheet_choices() -> Choices:
    """What a table can be."""
    return [*((sheet.key, say(sheet.title)) for sheet in SHEETS), (LEFT_OUT, say("不读这张表"))]


def _asked(at: int, table: Mapping[str, Any], form: Form) -> AskedTable:
    rows: Mapping[int, list[str]] = {row["number"]: row["texts"] for row in table["rows"]}
    key, header = _sheet(form.get(f"sheet{at}", table["sheet"])), _header(form.get(f"header{at}"), table, rows)
    row = rows.get(header, [])
    texts = [row[n] if n < len(row) else "" for n in range(max(map(len, rows.values()), default=0))]
    as_found = (key, header) == (table["sheet"], table["header"]) and table["columns"]
    like: Mapping[str, str] = table.get("likely", {}) if as_found else {}
    known = {**table["columns"], **like} if as_found else meaning(key, texts)
    if form.get(f"drawn{at}") == f"{key}/{header}":
        known = {one: form.get(f"col{at}-{one}", known.get(one, LEFT_OUT)) for one in known}
    sheet = _BY_KEY.get(key)
    below = [text for n, text in rows.items() if n > header]
    titles = {one: say(sheet.by_field[name].title) for one, name in like.items()} if sheet else {}
    columns = tuple(_columns(at, texts, known, below=below, like=titles)) if sheet else ()
    needed = tuple(say(column.title) for column in sheet.columns if column.required) if sheet else ()
    return AskedTable(at, table["name"], key, header, _headers(rows), columns, _choices(sheet), needed, table["whole"])


def _columns(
    at: int, texts: Sequence[str], known: Mapping[str, str], *, below: Sequence[Sequence[str]], like: Mapping[str, str]
) -> Iterator[AskedColumn]:
    for n, heading in enumerate(headings(texts)):
        name = letter(n)
        found = dict.fromkeys(row[n] for row in below if n < len(row) and row[n])
        if texts[n] or found:
            shown = "" if heading == name != texts[n] else heading
            field, samples = known.get(name, LEFT_OUT), tuple(found)[:_SAMPLES]
            yield AskedColumn(f"col{at}-{name}", name, shown, field, samples, like.get(name, ""))


def _choices(sheet: Sheet | None) -> Choices:
    """The columns of the sheet, those it needs first."""
    columns = sorted(sheet.columns, key=lambda column: not column.required) if sheet else ()
    needs = {column.field: say("（必须有）") for column in columns if column.required}
    named = [(column.field, say(column.title) + needs.get(column.field, "")) for column in columns]
    return [(LEFT_OUT, say("不读这一列")), *named]


def _headers(rows: Mapping[int, Sequence[str]]) -> Choices:
    said = [(number, say("、").join([text for text in row if text][:_HEAD])) for number, row in rows.items()]
    told = [(str(number), say("第 {row} 行：{texts}", row=number, texts=texts)) for number, texts in said]
    return [*told, ("0", say("没有列名，第一行就是内容"))]


def _sheet(asked: str) -> str:
    if asked not in {LEFT_OUT, *_BY_KEY}:
        raise Invalid(say("没有这种表：{value}", value=asked[:20]))
    return asked


def _header(asked: str | None, table: Mapping[str, Any], rows: Mapping[int, Any]) -> int:
    if asked is None:
        return int(table["header"])
    if asked not in {"0", *map(str, rows)}:
        raise Invalid(say("没有这一行：{value}", value=asked[:20]))
    return int(asked)

"""What to type where the headings of a table are words of its own: --column, for each column that is meant."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from scheduler.exchange.read_as import LEFT_OUT, SaidOf, headings, letter
from scheduler.exchange.town import SHEETS
from scheduler.exchange.town.column import Sheet
from scheduler.exchange.unsure import Unsure, unsure
from scheduler.language import say


def to_type(path: Path, said: SaidOf) -> tuple[str, ...]:
    """A sentence for each table of the file that lacks a column while it has some that nobody knows, or that has one
    which looks like a column of ours. Raises Invalid when the file cannot be opened."""
    by_key = {sheet.key: sheet for sheet in SHEETS}
    return tuple(
        sentence for one in unsure(path, said) if one.sheet in by_key for sentence in _sentences(one, by_key[one.sheet])
    )


def _sentences(table: Unsure, sheet: Sheet) -> Iterator[str]:
    texts = headings(table.rows.get(table.header, ()))
    named = {letter(at): text for at, text in enumerate(texts)}
    theirs = [text for at, text in named.items() if text != at and table.columns.get(at) == LEFT_OUT]
    meant = {field: named[at] for at, field in table.likely.items() if at in named}
    lacking = [one.field for one in sheet.columns if one.required and one.field not in table.columns.values()]
    if lacking and theirs:
        yield say(
            "「{sheet}」的列名不认得：{headings}。像是“{kind}”表的话，说明一次再导入：{options}",
            sheet=table.name,
            headings=say("、").join(theirs),
            kind=say(sheet.title),
            options=_options(sheet, {field: meant.get(field) or say("您的列名") for field in lacking}.items()),
        )
    elif meant:
        yield say(
            "「{sheet}」里确是这样的话，说明一次：{options}", sheet=table.name, options=_options(sheet, meant.items())
        )


def _options(sheet: Sheet, meant: Iterable[tuple[str, str]]) -> str:
    pairs = (f"{sheet.by_field[field].title}={heading}" for field, heading in meant)
    return " ".join(f'--column "{pair}"' if " " in pair else f"--column {pair}" for pair in pairs)

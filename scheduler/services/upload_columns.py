"""A file whose headings are words of its own: people say in the page what its columns are, and it is read again."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Invalid
from scheduler.exchange.read_as import LEFT_OUT, ReadAs, SaidOf, letter, plain
from scheduler.exchange.read_as import headings as headings_of
from scheduler.exchange.town import SHEETS
from scheduler.language import say
from scheduler.services import headings
from scheduler.services.access import Asker
from scheduler.services.audit import note
from scheduler.services.headings import HeadingView, Saying
from scheduler.services.upload_mending import queue_again
from scheduler.services.upload_said import with_tables
from scheduler.services.uploads import WAITS_FOR_PEOPLE, own_upload


def read_as(session: Session, who: Asker, number: int, said: SaidOf, *, now: datetime) -> tuple[HeadingView, ...]:
    """Have the file read again as people say, beside what they said before; cells that were put right stay so. What
    they say of headings is remembered for the town's next file; gives what of that is new.

    Raises NotFound; Conflict for somebody else's, and for one that does not wait for people; Invalid where nothing is
    said, for a table that is not in doubt, and for columns that its sheet has not, or lacks.
    """
    row = own_upload(session, who, number)
    if row.state not in WAITS_FOR_PEOPLE or row.body is None:
        raise Conflict(say("这份文件现在不用改，或已不在；请看它的页面"))
    if not said:
        raise Invalid(say("还没有说明哪张表怎么读"))
    unsure = {one["name"]: one for one in (row.findings or {}).get("tables", ())}
    for name, told in said.items():
        if name not in unsure:
            raise Invalid(say("没有要说明的表「{sheet}」", sheet=name[:40]))
        _check(name, told)
    row.mends = with_tables(row.mends, said)
    kept = headings.remember(
        session, who, [one for name, told in said.items() for one in _sayings(unsure[name], told)], now=now
    )
    queue_again(session, who, row, why=say("说明了各列是什么，重新核对"), now=now)
    note(session, who, "read-as", "upload", row.id, now=now, tables=len(said))
    return kept


def forget(session: Session, who: Asker, number: int, heading: int, *, now: datetime) -> HeadingView:
    """Forget the heading of that number, and have the file read again without it; gives what it was.

    Raises NotFound; Conflict for somebody else's file, and for one that does not wait for people.
    """
    row = own_upload(session, who, number)
    if row.state not in WAITS_FOR_PEOPLE or row.body is None:
        raise Conflict(say("这份文件现在不用改，或已不在；请看它的页面"))
    forgotten = headings.forget(session, who, heading, now=now)
    queue_again(session, who, row, why=say("忘掉了一个列名，重新核对"), now=now)
    return forgotten


def _sayings(table: Mapping[str, Any], told: ReadAs) -> Iterator[Saying]:
    """What was said of the headings of a table that was in doubt. One that is left out without having been asked about
    is not left out for good."""
    header = table["header"] if told.header is None else told.header
    texts: list[str] = next((row["texts"] for row in table["rows"] if row["number"] == header), [])
    columns = {plain(name): field for name, field in told.columns.items()}
    asked = {*table.get("likely", ()), *table.get("before", ())}
    for at, heading in enumerate(headings_of(texts) if told.sheet else ()):
        field = columns.get(plain(heading), columns.get(plain(letter(at))))
        if field is not None and texts[at] and heading != letter(at):
            yield Saying(str(told.sheet), heading, field if field != LEFT_OUT or letter(at) in asked else None)


def _check(name: str, told: ReadAs) -> None:
    if told.sheet == LEFT_OUT:
        return
    sheet = next((one for one in SHEETS if one.key == told.sheet), None)
    if sheet is None:
        raise Invalid(say("「{sheet}」要说明是哪一种表", sheet=name))
    fields = [field for field in told.columns.values() if field != LEFT_OUT]
    unknown = [field for field in fields if field not in sheet.by_field]
    if unknown:
        raise Invalid(say("“{sheet}”表没有这一列：{column}", sheet=sheet.title, column=unknown[0][:40]))
    twice = next((field for field in fields if fields.count(field) > 1), None)
    if twice:
        column = sheet.by_field[twice].title
        raise Invalid(say("「{sheet}」有两列都说是“{column}”，请只留一列", sheet=name, column=column))
    missing = [column.title for column in sheet.columns if column.required and column.field not in fields]
    if missing and told.columns:
        titles = say("、").join(missing)
        raise Invalid(say("「{sheet}」还要说明哪一列是：{titles}", sheet=name, titles=titles))

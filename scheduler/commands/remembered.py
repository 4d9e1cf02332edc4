"""What the town remembers of headings, for `redvest import`: --column adds to it, --forget takes away."""

from collections.abc import Mapping

from scheduler.commands.desk import Desk
from scheduler.exchange.called import Called
from scheduler.exchange.read_as import Before, ReadAs, plain
from scheduler.exchange.town import SHEETS
from scheduler.exchange.town_file import Reading
from scheduler.language import say
from scheduler.services import headings
from scheduler.services.headings import Saying


def remembered(desk: Desk, forgotten: tuple[str, ...], *, dry_run: bool) -> Before:
    """All that is kept but for the headings that are to be forgotten, which go unless this is a trial. Raises as
    `desk.looking` does."""
    without = {plain(heading) for heading in forgotten}
    with desk.looking() as (session, _):
        kept = headings.remembered(session)
    if forgotten and not dry_run:
        with desk.asking() as (session, who):
            gone = sum(headings.forget_called(session, who, heading, now=desk.now) for heading in forgotten)
        desk.errors.print(say("忘掉了 {count} 个列名的说法", count=gone), markup=False)
    return {
        sheet: {name: field for name, field in names.items() if name not in without} for sheet, names in kept.items()
    }


def remember(desk: Desk, columns: Mapping[str, str], reading: Reading) -> None:
    """Keep what was said of headings for the sheets that the file has, and say so."""
    if not columns:
        return
    with desk.asking() as (session, who):
        kept = headings.remember(session, who, _sayings(columns, reading), now=desk.now)
    for one in kept:
        told = say("记住了，下次照样读：{heading} = {column}", heading=one.heading, column=one.column)
        desk.errors.print(told, markup=False)


def _sayings(columns: Mapping[str, str], reading: Reading) -> list[Saying]:
    found: list[Saying] = []
    for sheet in SHEETS:
        told = Called.on(sheet, ReadAs(columns=columns)).told if getattr(reading, sheet.key) else {}
        meant = [(heading, told.get(plain(heading))) for heading in columns]
        found += [Saying(sheet.key, heading, column.field) for heading, column in meant if column]
    return found

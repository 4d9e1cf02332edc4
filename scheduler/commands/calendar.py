"""`redvest calendar 2026`: the days off and the days made up for them; `calendar set` where the town knows better."""

from collections.abc import Iterable, Iterator
from itertools import groupby

import click
from rich.text import Text

from scheduler import clock
from scheduler.commands.asked import day_asked
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.tables import listing
from scheduler.language import say
from scheduler.services.days import KINDS, Day
from scheduler.services.wording import day_text
from scheduler.services.year import set_day, year_of
from scheduler.store.calendar import DayKind, DaySource

_SOURCES = {DaySource.OFFICIAL: "官方", DaySource.PROVISIONAL: "推算", DaySource.EDITED: "本市改定"}


class _Calendar(click.Group):
    """`calendar 2026` is `calendar show 2026`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        return super().resolve_command(ctx, ["show", *args] if args[0].isdigit() else args)


@click.group(cls=_Calendar, help=say("日历：redvest calendar 2026 查看，calendar set 改定某一天"))
def calendar() -> None:
    pass


@calendar.command("show", help=say("一年里的节假日和调休上班日"))
@click.argument("year", type=int)
@pass_desk
def _show(desk: Desk, year: int) -> None:
    with desk.looking() as (session, _):
        days = year_of(session, year)
    if any(day.source is DaySource.PROVISIONAL for day in days):
        desk.console.print(say("{year} 年的放假安排尚未公布，以下是推算", year=year), style="yellow")
    table = listing(say("日期"), say("类型"), say("名称"), say("来源"))
    for first, last, one in _blocks(days):
        span = day_text(first.day) if first == last else f"{day_text(first.day)} – {day_text(last.day)}"
        table.add_row(span, say(KINDS[one.kind]), Text(one.name or ""), say(_SOURCES[one.source]))
    desk.console.print(table)


@calendar.command("set", help=say("改定某一天：workday 工作日、rest 休息日、holiday 节假日、makeup 调休上班"))
@click.argument("day")
@click.argument("kind", type=click.Choice([kind.value for kind in DayKind]))
@click.option("--name", help=say("节日名称"))
@pass_desk
def _set(desk: Desk, day: str, kind: str, *, name: str | None) -> None:
    asked = day_asked(day, clock.today(desk.now))
    with desk.asking() as (session, who):
        made = set_day(session, who, asked, DayKind(kind), name=name, now=desk.now)
    desk.console.print(say("{day} 现在是{kind}", day=day_text(made.day), kind=say(KINDS[made.kind])))


def _blocks(days: Iterable[Day]) -> Iterator[tuple[Day, Day, Day]]:
    """First, last and any day of each run of days alike that are not as their weekday says."""
    odd = [day for day in days if day.kind not in (DayKind.WORKDAY, DayKind.REST) or day.source is DaySource.EDITED]

    def alike(at: tuple[int, Day]) -> tuple[object, ...]:
        place, day = at
        return day.day.toordinal() - place, day.kind, day.name, day.source

    for _, run in groupby(enumerate(odd), key=alike):
        block = [day for _, day in run]
        yield block[0], block[-1], block[0]

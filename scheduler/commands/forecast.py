"""`redvest forecast 2026-12`: what the stewardship asks of each unit, before anybody is rostered."""

import click
from rich.text import Text

from scheduler.commands.asked import span_asked
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.tables import listing
from scheduler.language import say
from scheduler.services import forecast as forecasting
from scheduler.services.forecast import MOST_A_MONTH, Forecast
from scheduler.services.wording import told_of

_MOST_SHOWN, _MOST_ADVICE = 20, 10


@click.command("forecast", help=say("测算分包负担：各单位人均每月要值守几班"))
@click.argument("start", metavar="MONTH")
@click.option("--days", type=click.IntRange(1, 366), help=say("天数（默认到月底）"))
@click.option(
    "--most", type=click.IntRange(1, 100), default=MOST_A_MONTH, show_default=True, help=say("人均每月超过几班算过重")
)
@click.option("--all", "everything", is_flag=True, help=say("列出全部单位，不只是过重的和前二十个"))
@pass_desk
def forecast(desk: Desk, start: str, *, days: int | None, most: int, everything: bool) -> None:
    first, count = span_asked(start, days)
    with desk.looking() as (session, who):
        found = forecasting.forecast(session, who, start=first, days=count, most=most)
    _show(desk, found, everything=everything)


def _show(desk: Desk, found: Forecast, *, everything: bool) -> None:
    if found.provisional:
        desk.console.print(
            say("有 {count} 天的放假安排尚未公布，按推算计", count=len(found.provisional)), style="yellow"
        )
    shown = [load for n, load in enumerate(found.loads) if everything or load.overloaded or n < _MOST_SHOWN]
    title = say("{first} 起 {days} 天", first=found.start, days=found.days)
    table = listing(say("单位"), say("点位"), say("班次·人"), say("人数"), say("人均/月"), over=title)
    for load in shown:
        each = "—" if load.each is None else f"{float(load.each):.1f}"
        cells = (load.name, str(load.points), f"{float(load.demand):.0f}", str(load.people), each)
        table.add_row(*map(Text, cells), style="red" if load.overloaded else None)
    desk.console.print(table)
    if len(shown) < len(found.loads):
        desk.console.print(say("另有 {count} 个单位未列出（--all 全部列出）", count=len(found.loads) - len(shown)))
    for load in [load for load in shown if load.advice][: None if everything else _MOST_ADVICE]:
        desk.console.print(told_of(load.name, load.advice), style="red", markup=False)
    for point in found.uncovered:
        text = say("点位 {name} 有 {demand} 班次·人没有单位负责", name=point.name, demand=point.demand)
        desk.console.print(text, style="yellow", markup=False)
    heavy = sum(load.overloaded for load in found.loads)
    desk.console.print(say("{count} 个单位过重", count=heavy) if heavy else say("没有过重的单位"))

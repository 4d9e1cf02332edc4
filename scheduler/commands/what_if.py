"""`redvest what-if ROSTER …`: one thing is supposed; the roster that would follow beside what it could be now."""

from typing import Any

import click
from rich.console import Console

from scheduler.clock import today
from scheduler.commands.asked import day_asked
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.tables import listing
from scheduler.language import say
from scheduler.services import what_if as supposing
from scheduler.services.repairing import Memory
from scheduler.services.what_if import Compared, Supposed
from scheduler.services.what_if.supposed import CAPS
from scheduler.services.wording import RULES

_SOME = click.IntRange(-100, 100)
_CAP = (click.Choice(CAPS), _SOME)
_WHERE = (click.FloatRange(-180, 180), click.FloatRange(-90, 90))


@click.command("what-if", help=say("如果改一件事，排班会怎样：两边同样做法，比空岗和代价；什么也不保存"))
@click.argument("roster")
@click.option("--cap", nargs=2, type=_CAP, metavar="CAP N", help=say("上限（day、week、total、weekends）多几次"))
@click.option(
    "--reach", "metres", type=click.IntRange(-100_000, 100_000), default=0, metavar="METRES", help=say("可达范围多几米")
)
@click.option("--unit", metavar="UNIT", help=say("上限和距离只对这个单位"))
@click.option("--lose", "lost", multiple=True, metavar="UNIT", help=say("缺了一个单位，可多次写"))
@click.option("--since", metavar="DAY", help=say("从哪天起缺这些单位，如 2026-12-07；不写为整期"))
@click.option("--people", type=_SOME, default=0, metavar="N", help=say("每个班次多要几人"))
@click.option("--point", metavar="POINT", help=say("只给这个点位加人"))
@click.option("--like", metavar="POINT", help=say("增加一个点位，班次同这个点位"))
@click.option("--at", nargs=2, type=_WHERE, metavar="LONGITUDE LATITUDE", help=say("新点位在哪里"))
@click.option("--headcount", type=click.IntRange(1, 100), metavar="N", help=say("新点位每班几人；不写则同那个点位"))
@click.option(
    "--seconds", type=click.FloatRange(0, 3600), default=0.0, show_default=True, help=say("每边求解多少秒；0 为只估计")
)
@pass_desk
def what_if(
    desk: Desk, /, roster: str, *, cap: tuple[str, int] | None, since: str | None, seconds: float, **what: Any
) -> None:
    name, more = cap or (None, 0)
    first = day_asked(since, today(desk.now)) if since else None
    asked = Supposed(cap=name, more=more, since=first, **what)
    with desk.looking() as (session, who):
        found = supposing.compare(session, who, roster, asked, memory=Memory(), seconds=seconds)
    _show(desk.console, found)


def _show(console: Console, found: Compared) -> None:
    table = listing("", say("现在"), say("如果"), say("相差"))
    for title, now, then in _rows(found):
        table.add_row(title, f"{now:,}", f"{then:,}", f"{then - now:+,}" if then != now else "")
    console.print(table)
    for side, title in ((found.now, say("现在")), (found.then, say("如果"))):
        if side.bound is not None:
            console.print(say("{title}：已证明代价不低于 {bound:,}", title=title, bound=side.bound))
    if not found.solved:
        console.print(say("这是估计：空岗由有空的人补上；加 --seconds 60 则两边都求解"))
    console.print(say("有 {count} 人的值守会不同", count=found.people))


def _rows(found: Compared) -> list[tuple[str, int, int]]:
    now, then = found.now, found.then
    rules = [
        (say("　其中{rule}", rule=say(RULES[rule])), cost, then.costs[rule])
        for rule, cost in now.costs.items()
        if cost or then.costs[rule]
    ]
    return [
        (say("席位"), now.seats, then.seats),
        (say("空岗"), now.empty, then.empty),
        (say("值守最多的人"), now.most, then.most),
        (say("值守最少的人"), now.least, then.least),
        (say("代价"), now.cost, then.cost),
        *rules,
    ]

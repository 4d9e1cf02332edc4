"""`redvest lend DAY [SOURCE TARGET]`: where people are missing and free that day; who would come, and letting them."""

from datetime import date

import click
from rich.console import Console
from rich.text import Text

from scheduler import clock
from scheduler.commands.asked import day_asked
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.tables import listing
from scheduler.language import say
from scheduler.services import lending
from scheduler.services.lending import Ground, Lend, Proposed
from scheduler.services.mending import Mended
from scheduler.services.wording import day_text, with_aside
from scheduler.store.grids import GridLevel


@click.command(
    "lend", help=say("跨片支援：某一天从一个网格调有空的人到另一个网格补空岗；不写网格则列出哪里缺人、哪里有人")
)
@click.argument("day", metavar="DAY")
@click.argument("source", required=False)
@click.argument("target", required=False)
@click.option(
    "--level", type=click.Choice([one.value for one in GridLevel]), help=say("列哪一级的网格；不写取最大的一级")
)
@click.option("--take", is_flag=True, help=say("照建议做；已告知过的排班立刻通知来的人"))
@pass_desk
def lend(desk: Desk, /, day: str, source: str | None, target: str | None, *, level: str | None, take: bool) -> None:
    wanted = day_asked(day, clock.today(desk.now))
    if source and not target:
        raise click.UsageError(say("请写明到哪个网格：redvest lend 日期 从哪个网格 到哪个网格"))
    if not source or not target:
        with desk.looking() as (session, who):
            found = lending.ground(session, who, wanted, GridLevel(level) if level else None)
        return _show_grids(desk.console, found)
    asked = Lend(wanted, source, target)
    with desk.looking() as (session, who):
        proposed = lending.propose(session, who, asked, now=desk.now)
    _show(desk.console, proposed, asked.day)
    return _take(desk, asked, proposed) if take else None


def _take(desk: Desk, asked: Lend, proposed: Proposed) -> None:
    if not any(one.come for one in proposed.lendings):
        desk.console.print(say("没有人去，什么也没有变"), style="yellow")
    for one in proposed.lendings:
        if one.come:
            with desk.asking() as (session, who):
                done = lending.lend(
                    session, who, asked, one.roster, one.come,
                    expected=one.version, settings=desk.settings, now=desk.now,
                )  # fmt: skip
            _show_taken(desk.console, one.name, done)


def _show_taken(console: Console, name: str, done: Mended) -> None:
    known = {"name": name, "version": done.version}
    if done.told is None:
        told = say("《{name}》现在是第 {version} 版；还没有通知，发布时一并通知", **known)
    else:
        told = say("《{name}》现在是第 {version} 版，通知了 {count} 人", count=done.told, **known)
    console.print(told, style="green")


def _show_grids(console: Console, found: Ground) -> None:
    table = listing(say("编号"), say("片区"), say("缺人"), say("当天没有值守的人"), say("席位"), say("人数"))
    for one in found.grids:
        figures = (one.missing, one.free, one.seats, one.people)
        table.add_row(*map(Text, (one.code, one.name, *map(str, figures))))
    console.print(table)


def _show(console: Console, found: Proposed, day: date) -> None:
    if not found.lendings:
        console.print(say("{target}这一天不缺人", target=found.target))
    for one in found.lendings:
        table = listing(say("班次"), say("由谁去"), over=f"{one.name} · {day_text(day)}")
        for want in one.wants:
            names = [with_aside(person.name, person.text) for person in want.offered if person.volunteer in want.taken]
            table.add_row(Text(want.title), Text("\n".join(names) or say("没有人能去")))
        console.print(table)
        effect = one.effect
        for title, (before, after) in (
            (say("这天缺人"), effect.day),
            (say("全期空岗"), effect.month),
            (say("代价"), effect.cost),
        ):
            console.print(f"{title} {before:,} → {after:,}")

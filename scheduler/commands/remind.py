"""`redvest remind`: what the clock would send at a moment, to whom and how; or plans that moment by hand."""

import re
from datetime import UTC, datetime

import click
from rich.table import Table
from rich.text import Text

from scheduler.clock import TOWN
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.tables import listing
from scheduler.language import say
from scheduler.reminders.foretelling import Foretold, foretell, plan_now
from scheduler.services.processes import our_name
from scheduler.services.wording import MATTERS

_SHOWN = 80
_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2})")


@click.command("remind", help=say("看某个时刻会发出哪些提醒（--dry-run），或立即安排那个时刻的提醒"))
@click.option("--at", "at", required=True, metavar="'2026-12-01 18:30'", help=say("当地时间"))
@click.option("--dry-run", is_flag=True, help=say("只看会发给谁、发什么、走哪个渠道"))
@click.option("--full", is_flag=True, help=say("连同正文"))
@pass_desk
def remind(desk: Desk, *, at: str, dry_run: bool, full: bool) -> None:
    moment = _moment(at)
    if not dry_run:
        return _plan(desk, moment)
    with desk.looking() as (session, who):
        found = foretell(session, who, desk.settings, moment)
    if not found:
        return desk.console.print(_nothing(moment))
    desk.console.print(_table(found))
    for one in found if full else ():
        desk.console.print(f"\n{one.planned.to}　{one.planned.title}\n{one.planned.body}", markup=False)
    return desk.console.print(say("共 {count} 条", count=len(found)))


def _plan(desk: Desk, moment: datetime) -> None:
    with desk.asking() as (session, who):
        taken = plan_now(session, who, desk.settings, moment, by=our_name(), now=desk.now)
    if not taken:
        return desk.console.print(say("这个时刻没有要安排的提醒，或已经安排过了"))
    made = sum(one.made for one in taken)
    return desk.console.print(say("已安排 {count} 条提醒，由时钟发送", count=made), style="green")


def _moment(text: str) -> datetime:
    """In UTC. Raises UsageError for what is no moment of the town's clock."""
    found = _MOMENT.fullmatch(text.strip())
    try:
        if found:
            return datetime(*map(int, found.groups()), tzinfo=TOWN).astimezone(UTC)  # type: ignore[misc, arg-type]
    except ValueError:
        pass
    raise click.UsageError(say("--at 应是 2026-12-01 18:30 这样的当地时间：{at}", at=text))


def _nothing(moment: datetime) -> str:
    told = f"{moment.astimezone(TOWN):%Y-%m-%d %H:%M}"
    return say("{at} 没有要发的提醒。各类提醒的时刻见 docs/settings.md", at=told)


def _table(found: list[Foretold]) -> Table:
    table = listing(say("发送"), say("类别"), say("发给"), say("电话"), say("渠道"), say("内容"))
    for one in found:
        planned = one.planned
        due = f"{planned.due_at.astimezone(TOWN):%m-%d %H:%M}"
        cells = (due, say(MATTERS[planned.kind]), planned.to, one.phone, planned.channel, _gist(planned.body))
        table.add_row(*map(Text, cells))
    return table


def _gist(body: str) -> str:
    """What comes after the opening, in a line."""
    lines = body.splitlines()
    told = say("；").join(lines[1:] or lines)
    return told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"

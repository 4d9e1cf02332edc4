"""`redvest rosters`: which rosters there are; with a code, every version of one."""

import click
from rich import box
from rich.table import Table
from rich.text import Text

from scheduler.clock import TOWN
from scheduler.commands.desk import Desk, pass_desk
from scheduler.language import say
from scheduler.services import history
from scheduler.services.rosters import listed
from scheduler.store.lifecycle import named


@click.command("rosters", help=say("列出排班表；写上编号则列出它的每一版"))
@click.argument("roster", required=False)
@pass_desk
def rosters_(desk: Desk, roster: str | None) -> None:
    desk.console.print(_versions(desk, roster) if roster else _list(desk))


def _list(desk: Desk) -> Table:
    table = _table(say("编号"), say("名称"), say("范围"), say("开始"), say("天数"), say("状态"), say("版本"))
    with desk.looking() as (session, who):
        for one in listed(session, who):
            told = str(one.version)
            if one.published_version is not None:
                told += say("（已发布 {version}）", version=one.published_version)
            scope = one.scope or say("全市")
            cells = (one.code, one.name, scope, f"{one.start}", str(one.days), named("roster", one.state), told)
            table.add_row(*map(Text, cells))
    return table


def _versions(desk: Desk, code: str) -> Table:
    table = _table(say("版本"), say("何时"), say("何人"), say("做了什么"), say("代价"), say("理由"), say("值守变动"))
    with desk.looking() as (session, who):
        for entry in history.history(session, who, code):
            when = f"{entry.at.astimezone(TOWN):%m-%d %H:%M}"
            kind = say(history.KINDS[entry.kind]) + (say("（破例）") if entry.override else "")
            cost = "" if entry.cost is None else f"{entry.cost:,}"
            what = say("；").join(entry.what) if len(entry.what) <= _FEW else say("{count} 处", count=len(entry.what))
            cells = (str(entry.version), when, entry.by or say("系统"), kind, cost, entry.reason, what)
            table.add_row(*map(Text, cells))
    return table


_FEW = 3


def _table(*titles: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for title in titles:
        table.add_column(title, overflow="fold")
    return table

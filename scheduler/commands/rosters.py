"""`redvest rosters`: which rosters there are; with a code, every version of one, or putting it away."""

import click
from rich.table import Table
from rich.text import Text

from scheduler.clock import TOWN, today
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.tables import listing
from scheduler.language import say
from scheduler.services import history, roster_editing
from scheduler.services.rosters import listed
from scheduler.services.rosters_of_others import of_others
from scheduler.store.lifecycle import named

_FEW = 3


@click.command("rosters", help=say("列出排班表；写上编号则列出它的每一版"))
@click.argument("roster", required=False)
@click.option("--archive", "what", flag_value="archive", help=say("归档：只能查看，不能再改"))
@click.option("--delete", "what", flag_value="delete", help=say("删除还没有排过班的草稿"))
@click.option("--reason", default="", help=say("归档的说明"))
@pass_desk
def rosters_(desk: Desk, roster: str | None, *, what: str | None, reason: str) -> None:
    if what and not roster:
        raise click.UsageError(say("请写明哪张排班表"))
    if roster and what:
        desk.console.print(_put_away(desk, roster, what, reason), markup=False)
    else:
        desk.console.print(_versions(desk, roster) if roster else _list(desk))


def _put_away(desk: Desk, code: str, what: str, reason: str) -> str:
    with desk.asking() as (session, who):
        if what == "delete":
            roster_editing.discard(session, who, code, now=desk.now)
            return say("草稿 {code} 已删除", code=code)
        roster_editing.archive(session, who, code, why=reason, now=desk.now)
    return say("排班表 {code} 已归档：只能查看，不能再改", code=code)


def _list(desk: Desk) -> Table:
    table = listing(say("编号"), say("名称"), say("范围"), say("开始"), say("天数"), say("状态"), say("版本"))
    with desk.looking() as (session, who):
        for one in listed(session, who):
            told = str(one.version)
            if one.published_version is not None:
                told += say("（已发布 {version}）", version=one.published_version)
            scope = one.scope or say("全市")
            cells = (one.code, one.name, scope, f"{one.start}", str(one.days), named("roster", one.state), told)
            table.add_row(*map(Text, cells))
        for one in of_others(session, who, since=today(desk.now)):
            scope, told = one.scope or say("全市"), say("别人的表，只读")
            table.add_row(*map(Text, (one.code, one.name, scope, f"{one.start}", str(one.days), told)), "")
    return table


def _versions(desk: Desk, code: str) -> Table:
    table = listing(say("版本"), say("何时"), say("何人"), say("做了什么"), say("代价"), say("理由"), say("值守变动"))
    with desk.looking() as (session, who):
        for entry in history.history(session, who, code):
            when = f"{entry.at.astimezone(TOWN):%m-%d %H:%M}"
            kind = say(history.KINDS[entry.kind]) + (say("（破例）") if entry.override else "")
            cost = "" if entry.cost is None else f"{entry.cost:,}"
            what = say("；").join(entry.what) if entry.changed <= _FEW else say("{count} 处", count=entry.changed)
            cells = (str(entry.version), when, entry.by or say("系统"), kind, cost, entry.reason, what)
            table.add_row(*map(Text, cells))
    return table

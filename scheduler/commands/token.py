"""`redvest token …`: what a user's programs ask the web with."""

import click
from rich.text import Text

from scheduler import clock
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.tables import listing
from scheduler.language import say
from scheduler.services import tokens
from scheduler.services.paging import Page


@click.group(help=say("程序用的令牌"))
def token() -> None:
    pass


@token.command("add", help=say("生成一个令牌，只显示这一次"))
@click.argument("name")
@click.option("--days", type=click.IntRange(1, tokens.LONGEST), help=say("几天后失效（默认直到撤销）"))
@pass_desk
def _add(desk: Desk, name: str, *, days: int | None) -> None:
    with desk.asking() as (session, who):
        made = tokens.make(session, who, name, days=days, now=desk.now)
    desk.errors.print(say("第 {number} 号令牌，请放在 Authorization: Bearer 之后：", number=made.number), markup=False)
    desk.console.print(made.secret, markup=False)


@token.command("list", help=say("列出自己的令牌"))
@pass_desk
def _list(desk: Desk) -> None:
    with desk.looking() as (session, who):
        found = tokens.page(session, who, Page(order="number"), now=desk.now)
    table = listing(say("号"), say("名称"), say("生成于"), say("有效期至"))
    for one in found.items:
        until = str(clock.today(one.expires_at)) if one.expires_at else say("直到撤销")
        table.add_row(str(one.number), Text(one.name), str(clock.today(one.created_at)), until)
    desk.console.print(table)


@token.command("revoke", help=say("撤销一个令牌"))
@click.argument("number", type=int)
@pass_desk
def _revoke(desk: Desk, number: int) -> None:
    with desk.asking() as (session, who):
        tokens.withdraw(session, who, number, now=desk.now)
    desk.console.print(say("第 {number} 号令牌已撤销", number=number))

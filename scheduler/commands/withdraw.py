"""`redvest withdraw`: take a publication back while that is possible, and with it what has not been sent."""

import click

from scheduler.commands.desk import Desk, pass_desk
from scheduler.language import say
from scheduler.services import withdrawing


@click.command(help=say("撤回发布（10 分钟内）：没有发出的通知不再发，排班表回到发布以前"))
@click.argument("roster")
@click.option("--reason", default="", help=say("为什么撤回"))
@pass_desk
def withdraw(desk: Desk, roster: str, *, reason: str) -> None:
    with desk.asking() as (session, who):
        done = withdrawing.withdraw(session, who, roster, reason=reason, settings=desk.settings, now=desk.now)
    told = say("已撤回，{count} 条通知不再发出；现在是第 {version} 版", count=done.taken_back, version=done.version)
    desk.console.print(told, style="green")
    if done.told:
        desk.console.print(say("{count} 人已经收到，已另外通知他们作废", count=done.told), style="yellow")

"""`redvest volunteer …`: somebody leaves on a day; somebody who has left is forgotten, and what they served stays."""

import click

from scheduler import clock
from scheduler.commands.asked import day_asked
from scheduler.commands.desk import Desk, pass_desk
from scheduler.language import say
from scheduler.services import leaving
from scheduler.services.editing import take_turn
from scheduler.services.wording import day_text, length_text


@click.group(help=say("志愿者离队，或清除已离队的人的个人信息"))
def volunteer() -> None:
    pass


@volunteer.command("leave", help=say("从某一天起不再排班；人不删除"))
@click.argument("code")
@click.argument("day")
@pass_desk
def _leave(desk: Desk, code: str, day: str) -> None:
    asked = day_asked(day, clock.today(desk.now))
    with desk.asking() as (session, who):
        take_turn(session)
        hits = leaving.leave(session, who, code, on=asked, vault=desk.vault, now=desk.now)
    desk.console.print(say("已记下，从 {day} 起不再排班", day=day_text(asked)))
    for hit in hits:
        when = f"{hit.starts_at.astimezone(clock.TOWN):%Y-%m-%d %H:%M}"
        desk.console.print(say("要另找人：{when} {point}（{roster}）", when=when, point=hit.point, roster=hit.roster))


@volunteer.command("forget", help=say("清除已离队的人的个人信息，不能恢复；服务次数保留"))
@click.argument("code")
@click.option("--reason", required=True, help=say("原因，记入日志"))
@click.option("--yes", is_flag=True, help=say("不再询问"))
@pass_desk
def _forget(desk: Desk, code: str, *, reason: str, yes: bool) -> None:
    if not yes:
        click.confirm(say("清除 {code} 的个人信息？不能恢复", code=code), abort=True)
    with desk.asking() as (session, who):
        take_turn(session)
        counts = leaving.forget(session, who, code, why=reason, now=desk.now)
    served = length_text(counts.minutes)
    desk.console.print(say("个人信息已清除；服务过的 {count} 次（{time}）仍然保留", count=counts.duties, time=served))

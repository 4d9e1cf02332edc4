"""`redvest link …`: volunteers' own way in, without a password."""

from pathlib import Path

import click

from scheduler import clock
from scheduler.commands.desk import Desk, pass_desk
from scheduler.language import say
from scheduler.services import link_sheets, links

_DAYS = click.option(
    "--days", default=links.DAYS, show_default=True, type=click.IntRange(1, links.LONGEST), help=say("几天后失效")
)


@click.group(help=say("志愿者的个人链接"))
def link() -> None:
    pass


@link.command("add", help=say("给一个志愿者（编号或姓名）新的链接，旧的随之失效"))
@click.argument("volunteer")
@_DAYS
@pass_desk
def _add(desk: Desk, volunteer: str, *, days: int) -> None:
    with desk.asking() as (session, who):
        made = links.make(session, who, volunteer, days=days, now=desk.now)
    until = clock.today(made.expires_at)
    desk.console.print(
        say("{name}（{unit}），有效期至 {until}：", name=made.name, unit=made.unit, until=until), markup=False
    )
    desk.console.print(desk.settings.web.address + made.path, markup=False)


@link.command("sheet", help=say("给一个单位和它下面所有人新的链接，写成一张表"))
@click.argument("unit")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help=say("写到这个 .xlsx"))
@click.option("--only-missing", is_flag=True, help=say("只给还没有链接的人"))
@_DAYS
@pass_desk
def _sheet(desk: Desk, unit: str, *, out: Path, only_missing: bool, days: int) -> None:
    base, vault, now = desk.settings.web.address, desk.vault, desk.now
    with desk.asking() as (session, who):
        sheet, count = link_sheets.make(
            session, who, unit, base=base, vault=vault, days=days, only_missing=only_missing, now=now
        )
        out.write_bytes(sheet)
    desk.console.print(say("{count} 条链接已写入 {file}，请分别发给本人", count=count, file=out), markup=False)


@link.command("revoke", help=say("让一个志愿者的链接和日历地址失效"))
@click.argument("volunteer")
@pass_desk
def _revoke(desk: Desk, volunteer: str) -> None:
    with desk.asking() as (session, who):
        links.withdraw(session, who, volunteer, now=desk.now)
    desk.console.print(say("链接和日历地址已失效，用链接打开的页面也已退出"))

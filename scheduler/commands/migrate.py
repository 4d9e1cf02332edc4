"""`redvest migrate`: bring the database to what this version of the program needs."""

import click

from scheduler.commands.desk import Desk, pass_desk
from scheduler.language import say
from scheduler.store.migrate import upgrade
from scheduler.store.revision import state


@click.command(help=say("建立或升级数据库"))
@pass_desk
def migrate(desk: Desk) -> None:
    before, head = state(desk.settings)
    upgrade(desk.settings)
    if before == head:
        desk.console.print(say("数据库已是最新版本 {head}", head=head))
    else:
        desk.console.print(say("数据库已升级：{before} → {head}", before=before or "-", head=head))

"""`redvest import FILE`: a town's file taken in, wholly or not at all, after showing what it would do."""

import sys
from pathlib import Path

import click
from sqlalchemy.orm import Session

from scheduler import clock
from scheduler.commands.bars import Tick, bars
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.imported import show
from scheduler.errors import Conflict
from scheduler.exchange.importing import read_town
from scheduler.exchange.town_file import Reading
from scheduler.language import say
from scheduler.services import imports
from scheduler.services.access import Asker
from scheduler.services.imports import Plan

REFUSED = 1


@click.command("import", help=say("导入 Excel 工作簿或 .csv 文件夹，全部成功才生效"))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help=say("只看会有什么变化，不写入"))
@click.option("--yes", is_flag=True, help=say("不再询问，直接导入"))
@pass_desk
def import_(desk: Desk, path: Path, *, dry_run: bool, yes: bool) -> int:
    with bars(desk.errors) as stage:
        source = imports.fingerprint(path)
        reading = read_town(path, today=clock.today(desk.now), progress=stage(say("读取文件")))
        with desk.looking() as (session, who):
            planned = _plan(desk, session, who, reading, stage(say("比对")))
    show(desk.console, planned)
    if planned.refused:
        return REFUSED
    if dry_run or planned.idle or not _agreed(yes=yes):
        return 0
    with bars(desk.errors) as stage, desk.asking() as (session, who):
        if _plan(desk, session, who, reading, stage(say("核对"))) != planned:
            raise Conflict(say("在您看的时候有人改动了数据，请重新导入"))
        imports.apply(session, who, planned, vault=desk.vault, source=source, now=desk.now, progress=stage(say("写入")))
    desk.console.print(
        say("已导入：新增 {added} 项，更改 {changed} 项", added=len(planned.added), changed=len(planned.changed))
    )
    return 0


def _plan(desk: Desk, session: Session, who: Asker, reading: Reading, tick: Tick) -> Plan:
    return imports.plan(session, who, reading, vault=desk.vault, now=desk.now, progress=tick)


def _agreed(*, yes: bool) -> bool:
    return yes or not sys.stdin.isatty() or click.confirm(say("现在导入吗？"), default=True)

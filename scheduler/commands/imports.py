"""`redvest import FILE`: a town's file taken in, wholly or not at all, after showing what it would do."""

import sys
from pathlib import Path

import click
from sqlalchemy.orm import Session

from scheduler import clock
from scheduler.commands.bars import Tick, bars
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.headings import to_type
from scheduler.commands.imported import show
from scheduler.commands.remembered import remember, remembered
from scheduler.errors import Conflict, Invalid
from scheduler.exchange.importing import read_town
from scheduler.exchange.read_as import EVERY, ReadAs, SaidOf, plain
from scheduler.exchange.town import SHEETS
from scheduler.exchange.town_file import Reading
from scheduler.language import say
from scheduler.services import imports
from scheduler.services.absence_views import AbsenceFilter, listed
from scheduler.services.access import Asker
from scheduler.services.imports import Plan
from scheduler.store.absences import AbsenceState

REFUSED = 1


@click.command("import", help=say("导入 Excel 工作簿或 .csv 文件夹，全部成功才生效"))
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar=say("列名=表头"),
    help=say("表头用词不同时说明：--column 姓名=人员名称，可写几次"),
)
@click.option(
    "--forget",
    "forgotten",
    multiple=True,
    metavar=say("表头"),
    help=say("忘掉以前对这个表头的说明，可写几次"),
)
@click.option("--dry-run", is_flag=True, help=say("只看会有什么变化，不写入"))
@click.option("--yes", is_flag=True, help=say("不再询问，直接导入"))
@pass_desk
def import_(
    desk: Desk, path: Path, *, columns: tuple[str, ...], forgotten: tuple[str, ...], dry_run: bool, yes: bool
) -> int:
    before = remembered(desk, forgotten, dry_run=dry_run)  # whoever may not ask is told before a large file is read
    told = _said(columns)
    with bars(desk.errors) as stage:
        source = imports.fingerprint(path)
        said = {EVERY: ReadAs(columns=told, before=before)}
        reading = _read(desk, path, said, tick=stage(say("读取文件")))
    if not dry_run:
        remember(desk, told, reading)
    shown = None
    if dry_run or (sys.stdin.isatty() and not yes):
        with bars(desk.errors) as stage, desk.looking() as (session, who):
            shown = _plan(desk, session, who, reading, tick=stage(say("比对")))
        _show(desk, shown, path, said)
        if dry_run or shown.refused or shown.idle or not click.confirm(say("现在导入吗？"), default=True):
            return REFUSED if shown.refused else 0
    with bars(desk.errors) as stage, desk.asking() as (session, who):
        planned = _plan(desk, session, who, reading, tick=stage(say("核对")))
        if shown is not None and shown != planned:
            raise Conflict(say("在您看的时候有人改动了数据，请重新导入"))
        if planned.refused:
            _show(desk, planned, path, said)
            return REFUSED
        imports.apply(session, who, planned, vault=desk.vault, source=source, now=desk.now, progress=stage(say("写入")))
        missed = _missed(desk, session, who, planned)
    if shown is None:
        _show(desk, planned, path, said)
    _done(desk, planned, missed)
    return 0


def _said(columns: tuple[str, ...]) -> dict[str, str]:
    """By their headings the titles of ours. Raises Invalid for what is no pair, and for a title that we have not."""
    titles = {plain(title) for sheet in SHEETS for one in sheet.columns for title in (one.title, *one.aliases)}
    found = {}
    for pair in columns:
        title, _, heading = pair.partition("=")
        if not (title.strip() and heading.strip()):
            raise Invalid(say("应写成 列名=表头，如 姓名=人员名称：{value}", value=pair))
        if plain(title) not in titles:
            raise Invalid(say("没有“{title}”这一列，请用模板里的列名", title=title.strip()))
        found[heading.strip()] = title.strip()
    return found


def _read(desk: Desk, path: Path, said: SaidOf, *, tick: Tick) -> Reading:
    try:
        return read_town(path, today=clock.today(desk.now), said=said, progress=tick)
    except Invalid as refusal:
        raise Invalid("\n".join([str(refusal), *to_type(path, said)]), refusal.faults) from refusal


def _show(desk: Desk, plan: Plan, path: Path, said: SaidOf) -> None:
    show(desk.console, plan)
    if plan.warnings or any(fault.cell is None for fault in plan.refused):
        for sentence in to_type(path, said):
            desk.console.print(sentence, style="yellow", markup=False)


def _plan(desk: Desk, session: Session, who: Asker, reading: Reading, *, tick: Tick) -> Plan:
    return imports.plan(session, who, reading, vault=desk.vault, now=desk.now, progress=tick)


def _missed(desk: Desk, session: Session, who: Asker, planned: Plan) -> int:
    """How many published duties fall into absences, where the file brought some."""
    if not any(item.noun == "absence" for item in (*planned.added, *planned.changed)):
        return 0
    found = listed(session, who, AbsenceFilter(since=desk.now, state=AbsenceState.APPROVED))
    return sum(len(one.hits) for one in found)


def _done(desk: Desk, planned: Plan, missed: int) -> None:
    if not planned.idle:
        counts = {"added": len(planned.added), "changed": len(planned.changed)}
        desk.console.print(say("已导入：新增 {added} 项，更改 {changed} 项", **counts))
    if missed:
        text = say("请假影响 {count} 个已发布的值守，要另找人：redvest absence list 查看", count=missed)
        desk.console.print(text, style="yellow")

"""`redvest export ROSTER --out FOLDER`: the sheets to print and hand round, the calendars, the solver's files."""

from pathlib import Path

import click

from scheduler.commands.desk import Desk, pass_desk
from scheduler.exchange.whole import write_all
from scheduler.language import say
from scheduler.services.exporting import ALL, SHEETS, Format
from scheduler.services.exporting import export as exporting

_MOST_NAMED = 8


@click.command("export", help=say("导出排班表：矩阵表、名单、签到表、日历，默认四种都要"))
@click.argument("roster")
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path), help=say("放到哪个文件夹"))
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([*(one.value for one in ALL), "all"]),
    help=say("只要这一种，可写多次；all 为全部"),
)
@click.option("--phones", is_flag=True, help=say("名单里写完整电话（仅限有权联系的人，会留下记录）"))
@click.option("--version", type=click.IntRange(0), help=say("导出旧的一版"))
@pass_desk
def export(
    desk: Desk, roster: str, folder: Path, *, formats: tuple[str, ...], phones: bool, version: int | None
) -> None:
    wanted = ALL if "all" in formats else tuple(Format(one) for one in formats) or SHEETS
    with desk.asking() as (session, who):
        made = exporting(
            session, who, roster, formats=wanted, version=version, phones=phones, vault=desk.vault, now=desk.now
        )
    # Full phones are on paper only once it is on record who asked for them.
    written = write_all(folder, made.files)
    for path in written[:_MOST_NAMED]:
        desk.console.print(str(path), markup=False)
    if len(written) > _MOST_NAMED:
        desk.console.print(say("另有 {count} 个文件", count=len(written) - _MOST_NAMED))
    if made.phones:
        desk.console.print(say("名单里有 {count} 个完整电话，请妥善保管", count=made.phones), style="yellow")

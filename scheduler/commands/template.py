"""`redvest template town.xlsx`: the workbook that a town fills in."""

from pathlib import Path

import click

from scheduler.commands.desk import Desk, pass_desk
from scheduler.exchange.template import write_template
from scheduler.language import say


@click.command(help=say("写出供填写的 Excel 模板"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help=say("覆盖已有的文件"))
@pass_desk
def template(desk: Desk, file: Path, *, force: bool) -> None:
    if file.exists() and not force:
        raise click.UsageError(say("文件 {file} 已存在；要覆盖请加 --force", file=file))
    desk.console.print(say("模板已写到 {file}", file=write_template(file)), markup=False)

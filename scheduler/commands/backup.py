"""`redvest backup FILE` and `redvest restore FILE`: the whole database in a file, and back."""

from pathlib import Path

import click

from scheduler.commands.desk import Desk, pass_desk
from scheduler.language import say
from scheduler.services import backup as backups
from scheduler.store.revision import head

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(help=say("把整个数据库备份到一个文件，运行中也可以"))
@click.argument("file", type=_FILE)
@pass_desk
def backup(desk: Desk, file: Path) -> None:
    folder = file.absolute().parent
    missing = not folder.exists()
    kept = backups.backup(desk.settings, file)
    if missing:
        desk.errors.print(
            say("文件夹 {folder} 原来没有，已新建；要备到别的盘上，请看它接好了没有", folder=folder), markup=False
        )
    size = f"{kept.size / 1024 / 1024:,.1f} MB"
    desk.console.print(
        say("已备份到 {file}：{size}，版本 {revision}", file=kept.file, size=size, revision=kept.revision), markup=False
    )
    desk.console.print(say("密钥不在备份里，请另外保存：没有它，备份里的电话读不出来"))


@click.command(help=say("用备份恢复数据库；先停止服务和时钟"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--replace", is_flag=True, help=say("数据库里已有数据也替换"))
@pass_desk
def restore(desk: Desk, file: Path, replace: bool) -> None:
    done = backups.restore(desk.settings, file, replace=replace, now=desk.now)
    desk.console.print(say("已用 {file} 恢复，版本 {revision}", file=file, revision=done.revision), markup=False)
    if done.aside:
        desk.console.print(say("原来的数据库另存为 {file}", file=done.aside), markup=False)
    if done.revision != head():
        desk.console.print(say("接着运行 redvest migrate，升级到 {head}", head=head()))
    desk.console.print(say("再运行 redvest doctor，看密钥是否对得上"))

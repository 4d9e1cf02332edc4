"""`redvest doctor`: is everything as it should be, and what to do where it is not. Exit code 1 when something is."""

import os
from pathlib import Path

import click

from scheduler.commands.desk import Desk, pass_desk
from scheduler.language import say
from scheduler.services.doctor import Health, examine
from scheduler.services.wording import told_of
from scheduler.settings import KEY, KEY_FILE

_MARKS = {Health.WELL: ("✓", "green"), Health.MIND: ("!", "yellow"), Health.ILL: ("✗", "red")}


@click.command("doctor", help=say("检查设置、数据库、日历和数据，并说明怎么处理"))
@pass_desk
def doctor(desk: Desk) -> int:
    settings = desk.settings
    file = None if os.environ.get(KEY) else Path(os.environ.get(KEY_FILE) or settings.home / "key")
    found = examine(settings, key_file=file, now=desk.now)
    for one in found:
        mark, style = _MARKS[one.health]
        desk.console.print(f"{mark} {told_of(one.what, one.found)}", style=style, markup=False)
        if one.do:
            desk.console.print(f"    → {one.do}", markup=False)
    ill = sum(one.health is Health.ILL for one in found)
    desk.console.print(say("有 {count} 处必须处理", count=ill) if ill else say("可以使用"))
    return int(ill > 0)

"""`redvest demo`: a made-up town from its spreadsheet to a published roster, by the very commands that a town uses."""

import os
import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import click
from rich.rule import Rule

from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.table import Commands
from scheduler.errors import Conflict
from scheduler.exchange.whole import write_file
from scheduler.language import say
from scheduler.settings import DATABASE, HOME, KEY, KEY_FILE, Settings, apart
from seed_data.town import Town
from seed_data.towns import FIRST, TOWNS, seconds_for
from seed_data.visitors import ADMIN, Visitors, dismiss, invite, invited, told, welcome

_FILES = ("redvest.db", "redvest.db-wal", "redvest.db-shm")
_MARK = "demo"
# So many points are shown on the terminal as a whole, and so many for a Saturday; of more there is no end.
_SMALL, _LARGE = 20, 100


@click.command(help=say("演示：虚构一个市镇，从电子表格一直做到发布的排班表，每种用户各给一个入口"))
@click.option("--town", type=click.Choice(list(TOWNS)), default=FIRST, show_default=True, help=say("哪一个市镇"))
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help=say("随机种子"))
@click.option("--seconds", type=click.FloatRange(1, 3600), help=say("排班算多久；默认 20 秒，全市 90 秒"))
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help=say("放在哪里；默认 demo，别的市镇放在 demo-市镇")
)
@click.option("--keep", is_flag=True, help=say("上次的演示还在就接着用，不从头开始"))
@pass_desk
def demo(desk: Desk, town: str, *, seed: int, seconds: float | None, out: Path | None, keep: bool) -> int:
    out = out or Path("demo" if town == FIRST else f"demo-{town}")
    home = out / "home"
    if keep and (out / town).is_dir() and (visitors := invited(home)):
        return _kept(desk, town, home, visitors)
    made = TOWNS[town](seed)
    again = _cleared(home)
    file = write_file(out / "town.xlsx", made.workbook())
    desk.console.print(say("{town}：虚构的人、单位和日程，全部放在 {out}/", town=made.name, out=out), markup=False)
    if again:
        desk.console.print(say("上次演示的数据已清空，从头开始"))
    desk.console.print(say("{file} 就是一个市镇会填好交来的那种表格", file=file), markup=False)
    before = _inside(out / town)
    own = _desk_at(home)
    try:
        for told, words in _steps(made, town, out, seed=seed, seconds=seconds or seconds_for(town)):
            _head(desk, told, words)
            if code := _redvest(own, words):
                return code
        visitors = invite(own, home)
    finally:
        own.close()
        _mark(home, _inside(out / town) - before)
    _farewell(desk, town, out)
    _show(desk, town, home, visitors)
    return 0


def _kept(desk: Desk, town: str, home: Path, visitors: Visitors) -> int:
    """What an earlier demo left, brought up to date."""
    again = "redvest demo" if town == FIRST else f"redvest demo --town {town}"
    desk.console.print(say("接着用上次的演示；要从头开始，运行 {command}", command=again))
    own = _desk_at(home)
    try:
        if code := _redvest(own, ("migrate",)):
            return code
        visitors = welcome(own, home, visitors)
    finally:
        own.close()
    _show(desk, town, home, visitors)
    return 0


def _steps(made: Town, code: str, out: Path, *, seed: int, seconds: float) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is done, and the words after `redvest` that do it."""
    when = ("--start", made.start.isoformat(), "--days", str(made.days), "--name", f"{made.name}排班表")
    effort = ("--seconds", f"{seconds:g}", "--seed", str(seed))
    yield say("建立数据库"), ("migrate",)
    yield say("添加管理员"), ("user", "add", ADMIN, "--name", "演示管理员", "--role", "admin")
    yield say("导入表格"), ("import", str(out / "town.xlsx"), "--yes")
    yield say("排班"), ("generate", code, *when, *effort)
    points = len(made.records.points)
    if points <= _LARGE:
        day = (
            () if points <= _SMALL else ("--day", (made.start + timedelta((5 - made.start.weekday()) % 7)).isoformat())
        )
        yield say("看表"), ("show", code, *day)
    yield say("发布"), ("publish", code, "--yes")
    yield say("导出"), ("export", code, "--out", str(out / code), "--format", "all")
    if points <= _LARGE:
        yield say("头一天的提醒"), _reminding(made)


def _reminding(made: Town) -> tuple[str, ...]:
    """Shows what goes out on the evening before the first day."""
    return "remind", "--at", f"{made.start - timedelta(days=1)} 18:30", "--dry-run"


def _cleared(home: Path) -> bool:
    """Remove what an earlier demo left in and beside `home`; whether there was any.

    Raises Conflict where a database lies that no demo made.
    """
    mark = home / _MARK
    found = [home / name for name in _FILES if (home / name).exists()]
    if found and not mark.exists():
        raise Conflict(say("{file} 不是演示留下的，没有动它；请用 --out 换一个文件夹", file=found[0]))
    handed_out = [home.parent / line for line in mark.read_text().splitlines()] if mark.exists() else []
    for file in (*found, *handed_out):
        file.unlink(missing_ok=True)
    for folder in sorted({folder for file in handed_out for folder in (file.parent, file.parent.parent)}, reverse=True):
        # A folder that holds anything else stays.
        with suppress(OSError):
            folder.rmdir()
    dismiss(home)
    _mark(home, ())
    return bool(found)


def _mark(home: Path, made: Iterable[Path]) -> None:
    """Note that `home` is a demo's, and which files it handed out beside it."""
    write_file(home / _MARK, "".join(f"{file.relative_to(home.parent)}\n" for file in sorted(made)).encode())


def _inside(folder: Path) -> frozenset[Path]:
    return frozenset(path for path in folder.rglob("*") if path.is_file())


def _desk_at(home: Path) -> Desk:
    """A desk with a database and a key of its own: whatever the environment says of a real town stays untouched."""
    desk = Desk(ADMIN)
    desk.settings = Settings.from_env(apart(os.environ, home))
    return desk


def _head(desk: Desk, told: str, words: tuple[str, ...]) -> None:
    desk.console.print()
    desk.console.print(Rule(told, align="left", style="dim"))
    desk.console.print(f"$ redvest {shlex.join(words)}", style="bold", markup=False)


def _redvest(desk: Desk, words: tuple[str, ...]) -> int:
    """Run a command as if it had been typed; its exit code."""
    return Commands("redvest").main(list(words), "redvest", standalone_mode=False, obj=desk) or 0


def _farewell(desk: Desk, code: str, out: Path) -> None:
    home = out / "home"
    cleared = "".join(f" {name}=" for name in (DATABASE, KEY, KEY_FILE) if os.environ.get(name))
    desk.console.print()
    desk.console.print(Rule(say("接着看"), align="left", style="dim"))
    program = shlex.quote(_as_typed(sys.argv[0]))
    lines = (
        say("{out}/ 里有排班表、签到表、日历和求解文件，可以打开、打印", out=out / code),
        say("要接着用这个市镇，先执行："),
        f"  export {HOME}={shlex.quote(str(home))} REDVEST_AS={ADMIN}{cleared}",
        say("然后试试："),
        f"  {program} explain {code}",
        f"  {program} show {code} --by person",
        f"  {program} import {shlex.quote(str(out / 'town.xlsx'))} --dry-run",
        f"  {program} {_served(code)}",
        f"  {program} --help",
    )
    for line in lines:
        desk.console.print(line, markup=False)


def _show(desk: Desk, town: str, home: Path, visitors: Visitors) -> None:
    """A way in for each kind of user."""
    desk.console.print()
    entered = say("每种用户的入口，由 {command} 提供", command=f"redvest {_served(town)}")
    desk.console.print(Rule(entered, align="left", style="dim"))
    for line in told(visitors, Settings.from_env(apart(os.environ, home)).web):
        desk.console.print(line, markup=False)


def _served(town: str) -> str:
    """The words that serve the demo of that town."""
    return "up --demo" if town == FIRST else f"up --demo {town}"


def _as_typed(program: str) -> str:
    """The program as it can be typed again from here."""
    path = Path(program).absolute()
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)

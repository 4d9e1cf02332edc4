"""`redvest adjust ROSTER …`: change a roster by hand; every broken rule is named before anything is written."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click
from rich.console import Console

from scheduler.commands.desk import Desk
from scheduler.commands.names import Names
from scheduler.commands.verdict import show_asked, show_made, show_verdict
from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.services import adjusting, history, locking
from scheduler.services.edits import Add, Edit, Exchange, Move, Remove
from scheduler.services.rosters import find


@dataclass(frozen=True, slots=True)
class On:
    """The desk, and the roster that is adjusted."""

    desk: Desk
    roster: str


@click.group(help=say("手工调整排班表；人可写编号或姓名，班次可写编号或其结尾"))
@click.argument("roster")
@click.pass_context
def adjust(context: click.Context, roster: str) -> None:
    context.obj = On(context.ensure_object(Desk), roster)


def _edits(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of everything that changes who serves."""
    for option in (
        click.pass_obj,
        click.option(
            "--force", "override", default="", metavar="REASON", help=say("违反硬性规则仍要改的理由（会记录）")
        ),
        click.option("--reason", default="", help=say("为什么（会记录）")),
        click.option("--dry-run", is_flag=True, help=say("只看会违反什么、代价如何变化")),
    ):
        command = option(command)
    return command


@adjust.command("add", help=say("让一个人加入一个班次"))
@click.argument("shift")
@click.argument("person")
@_edits
def _add(on: On, shift: str, person: str, **how: Any) -> None:
    _edit(on, lambda names: Add(*names.duty(shift, person)), **how)


@adjust.command("remove", help=say("把一个人从一个班次撤下"))
@click.argument("shift")
@click.argument("person")
@_edits
def _remove(on: On, shift: str, person: str, **how: Any) -> None:
    _edit(on, lambda names: Remove(*names.duty(shift, person)), **how)


@adjust.command("move", help=say("把一个人从一个班次移到另一个"))
@click.argument("person")
@click.argument("source")
@click.argument("target")
@_edits
def _move(on: On, person: str, source: str, target: str, **how: Any) -> None:
    _edit(on, lambda names: Move(names.person(person), names.shift(source), names.shift(target)), **how)


@adjust.command("exchange", help=say("两个人互换班次"))
@click.argument("shift")
@click.argument("person")
@click.argument("other_shift")
@click.argument("other_person")
@_edits
def _exchange(on: On, shift: str, person: str, *, other_shift: str, other_person: str, **how: Any) -> None:
    _edit(on, lambda names: Exchange(*names.duty(shift, person), *names.duty(other_shift, other_person)), **how)


@adjust.command("lock", help=say("锁定一个值守，重新排班也不动它"))
@click.argument("shift")
@click.argument("person")
@click.pass_obj
def _lock(on: On, shift: str, person: str) -> None:
    _mark(on, shift, person, locked=True)


@adjust.command("unlock", help=say("解锁一个值守"))
@click.argument("shift")
@click.argument("person")
@click.pass_obj
def _unlock(on: On, shift: str, person: str) -> None:
    _mark(on, shift, person, locked=False)


@adjust.command("undo", help=say("撤销上一步（再撤销一次则恢复）"))
@click.option("--force", "override", default="", metavar="REASON", help=say("违反硬性规则仍要改的理由（会记录）"))
@click.pass_obj
def _undo(on: On, override: str) -> None:
    with on.desk.asking() as (session, who), _saying_how():
        version = locking.undo(session, who, on.roster, override=override, now=on.desk.now)
        made = history.made(session, who, on.roster, version)
    show_made(on.desk.console, say("已撤销上一步，现在是第 {version} 版", version=version), made)


def _edit(on: On, edit: Callable[[Names], Edit], *, dry_run: bool, override: str, reason: str) -> None:
    if dry_run:
        with on.desk.looking() as (session, who):
            names = Names(session, who, on.roster)
            asked = edit(names)
            told = adjusting.verdict(session, who, on.roster, asked)
            show_asked(on.desk.console, names, asked)
        show_verdict(on.desk.console, told)
        return
    with on.desk.asking() as (session, who):
        asked = edit(Names(session, who, on.roster))
        with _saying_how():
            done = adjusting.adjust(session, who, on.roster, asked, override=override, reason=reason, now=on.desk.now)
        made = history.made(session, who, on.roster, done.version)
    show_verdict(on.desk.console, done.verdict)
    show_made(on.desk.console, say("已调整，现在是第 {version} 版", version=done.version), made)


@contextmanager
def _saying_how() -> Iterator[None]:
    """Who is refused for the rules an edit breaks is told how it is done all the same."""
    try:
        yield
    except Invalid as refusal:
        if not refusal.faults:
            raise
        told = [f"{refusal}{say('：加 --force 理由')}", *(f"  {fault.advice}" for fault in refusal.faults)]
        raise Invalid("\n".join(told)) from refusal


def _mark(on: On, shift: str, person: str, *, locked: bool) -> None:
    with on.desk.asking() as (session, who):
        names = Names(session, who, on.roster)
        duty, before = names.duty(shift, person), find(session, who, on.roster).version
        version = locking.lock(session, who, on.roster, [duty], locked=locked, now=on.desk.now)
        if version == before:
            return _show_as_before(on.desk.console, names.said(duty), locked=locked)
        made = history.made(session, who, on.roster, version)
    told = (
        say("已锁定，现在是第 {version} 版", version=version)
        if locked
        else say("已解锁，现在是第 {version} 版", version=version)
    )
    return show_made(on.desk.console, told, made)


def _show_as_before(console: Console, duty: Mapping[str, str], *, locked: bool) -> None:
    told = (
        say("{person}在 {shift} 的值守本来就锁定着", **duty)
        if locked
        else say("{person}在 {shift} 的值守本来就没有锁定", **duty)
    )
    console.print(told, markup=False)

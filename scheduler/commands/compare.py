"""`redvest compare A [B]`: what differs between two versions of a roster, or between two rosters."""

import click
from rich.console import Console

from scheduler.commands.desk import Desk, pass_desk
from scheduler.language import say
from scheduler.services.comparing import Comparison, Ref, compare
from scheduler.services.views import RosterView, ShiftView
from scheduler.services.wording import RULES, day_text, with_aside


@click.command("compare", help=say("比较两版或两张排班表：编号@版本，如 2026-12-u01@3；只写一个则与上一版比"))
@click.argument("before")
@click.argument("after", required=False)
@pass_desk
def compare_(desk: Desk, before: str, after: str | None) -> None:
    with desk.looking() as (session, who):
        first, second = _refs(before, after)
        if first is None:
            version = compare(session, who, second, second).after.version
            first = Ref(second.code, max(0, version - 1))
        found = compare(session, who, first, second)
    _show(desk.console, found)


def _refs(before: str, after: str | None) -> tuple[Ref | None, Ref]:
    """The two that are compared; None for the version before."""
    if after is None:
        one = _ref(before)
        return None, one
    return _ref(before), _ref(after)


def _ref(text: str) -> Ref:
    code, mark, version = text.partition("@")
    if mark and not (version.isascii() and version.isdigit()):
        raise click.UsageError(say("版本应写成 编号@数字，如 2026-12-u01@3：{wrong}", wrong=text))
    return Ref(code, int(version) if mark else None)


def _show(console: Console, found: Comparison) -> None:
    console.print(f"{_name(found.before)} → {_name(found.after)}", style="bold", markup=False)
    if found.same:
        console.print(say("没有差别"))
    for swap in found.exchanged:
        first, second = _shift(swap.shift), _shift(swap.other_shift)
        console.print(f"⇄ {swap.one_name} {first}  ⇄  {swap.other_name} {second}", markup=False)
    for move in found.moved:
        console.print(f"→ {move.name}  {_shift(move.source)}  →  {_shift(move.target)}", markup=False)
    told = {swap.one for swap in found.exchanged} | {swap.other for swap in found.exchanged}
    told |= {move.volunteer for move in found.moved}
    for person in found.people:
        if person.volunteer not in told:
            lines = [f"- {_shift(shift)}" for shift in person.removed] + [
                f"+ {_shift(shift)}" for shift in person.added
            ]
            console.print(with_aside(person.name, person.unit), markup=False)
            for line in lines:
                console.print(f"    {line}", markup=False)
    _costs(console, found)


def _costs(console: Console, found: Comparison) -> None:
    if found.people:
        console.print(say("涉及 {count} 人", count=len(found.people)))
    if found.costs:
        parts = [f"{say(RULES[rule])} {change:+,}" for rule, change in found.costs.items()]
        total = say("代价变化 {change:+,}", change=sum(found.costs.values()))
        console.print(with_aside(total, say("、").join(parts)), markup=False)


def _name(view: RosterView) -> str:
    return say("{code} 第 {version} 版", code=view.code, version=view.version)


def _shift(shift: ShiftView) -> str:
    return f"{day_text(shift.day)} {shift.time} {shift.point_name}"

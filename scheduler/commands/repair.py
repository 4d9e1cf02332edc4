"""`redvest repair ROSTER …`: somebody cannot come, or more are wanted; who steps in, who else could, and why."""

import sys
from datetime import datetime
from typing import Any

import click
from rich.console import Console
from sqlalchemy.orm import Session

from scheduler.commands.asked import moment_asked
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.names import Names
from scheduler.language import say
from scheduler.services import repairing
from scheduler.services.access import Asker
from scheduler.services.repairing import Absent, Change, ComeUp, Memory, Proposal, Resized, Seat
from scheduler.services.shifts import MOST_PEOPLE, NewShift
from scheduler.services.wording import with_aside

_HEADCOUNT = click.IntRange(1, MOST_PEOPLE)


@click.command(help=say("有人来不了、或要加人时，找谁顶、换谁最少；不写任何情况则补上已批假等造成的空缺"))
@click.argument("roster")
@click.option("--away", nargs=3, multiple=True, metavar="PERSON FROM TO", help=say("谁从何时到何时来不了，可多次写"))
@click.option("--unit", nargs=3, multiple=True, metavar="UNIT FROM TO", help=say("整个单位从何时到何时来不了"))
@click.option("--off", nargs=2, multiple=True, metavar="SHIFT PERSON", help=say("取消一个值守"))
@click.option("--fill", multiple=True, metavar="SHIFT", help=say("补一个班次现有的空岗"))
@click.option(
    "--headcount", nargs=2, type=(str, _HEADCOUNT), multiple=True, metavar="SHIFT N", help=say("一个班次改为几人")
)
@click.option(
    "--new", nargs=4, type=(str, str, str, _HEADCOUNT), multiple=True, metavar="POINT FROM TO N",
    help=say("在一个点位新增一个班次"),
)  # fmt: skip
@click.option("--seconds", type=click.FloatRange(0.05, 600), default=5.0, show_default=True, help=say("最多算多少秒"))
@click.option("--take", is_flag=True, help=say("照此改动，成为新的一版，并批准请假；不写则只看"))
@click.option("--reason", default="", help=say("为什么（会记录）"))
@pass_desk
def repair(desk: Desk, /, roster: str, *, take: bool, reason: str, seconds: float, **what: Any) -> None:
    how: dict[str, Any] = {"memory": Memory(), "seconds": seconds}
    if not take:
        with desk.looking() as (session, who):
            come_up = _come_up(session, who, roster, now=desk.now, **what)
            _show(desk.console, repairing.propose(session, who, roster, come_up, **how))
        return
    if not reason and sys.stdin.isatty():
        reason = click.prompt(say("为什么（会记录）"), default="", show_default=False)
    with desk.asking() as (session, who):
        come_up = _come_up(session, who, roster, now=desk.now, **what)
        made = repairing.take(session, who, roster, come_up, **how, reason=reason, now=desk.now)
    _show(desk.console, made.proposal)
    if made.version != made.proposal.version:
        desk.console.print(say("已补岗，现在是第 {version} 版；发布后才通知各人", version=made.version), style="green")


def _come_up(session: Session, who: Asker, roster: str, *, now: datetime, **what: Any) -> ComeUp:
    names = Names(session, who, roster)
    people = [(names.person(person), None, first, last) for person, first, last in what["away"]]
    units = [(None, unit, first, last) for unit, first, last in what["unit"]]
    resized = [(names.shift(shift), count) for shift, count in what["headcount"]]
    return ComeUp(
        absent=tuple(Absent(*_span(first, last, now), person, unit) for person, unit, first, last in [*people, *units]),
        duties=tuple(names.duty(*pair) for pair in what["off"]),
        shifts=tuple(Resized(*one) for one in [*resized, *((names.shift(shift), None) for shift in what["fill"])]),
        new=tuple(NewShift(point, *_span(first, last, now), count) for point, first, last, count in what["new"]),
    )


def _span(first: str, last: str, now: datetime) -> tuple[datetime, datetime]:
    return moment_asked(first, now), moment_asked(last, now, last=True)


def _show(console: Console, found: Proposal) -> None:
    for change in found.gone:
        console.print(f"− {_who(change)}  {change.title}", style="red", markup=False)
    for change in found.moved:
        console.print(f"→ {_who(change)}  {say('换下')} {change.title}", markup=False)
    for change in found.come:
        console.print(f"+ {_who(change)}  {with_aside(change.title, change.text)}", style="green", markup=False)
    if not (found.gone or found.come):
        console.print(say("没有要补的"))
    for seat in found.seats:
        _show_seat(console, seat)
    costs = {"before": found.before, "after": found.cost, "left": found.left}
    console.print(
        say("惊动 {people} 人；代价 {before:,} → {after:,}（没人顶时 {left:,}）", people=found.people, **costs)
    )
    if found.bound is not None:
        console.print(say("别人都不动时，代价不低于 {bound:,}", bound=found.bound))
    if found.late:
        console.print(say("时间到了，这是到时最好的"), style="yellow")


def _show_seat(console: Console, seat: Seat) -> None:
    missing = say("还缺 {count} 人", count=seat.missing) if seat.missing else say("已补上")
    console.print(f"{seat.title}  {missing}", style="yellow" if seat.missing else None, markup=False)
    if not seat.stand_ins:
        console.print(f"    {say('没有人可以直接来')}", markup=False)
    for place, one in enumerate(seat.stand_ins, 1):
        cost = say("代价 {change:+,}", change=one.change)
        console.print(f"    {place}. {with_aside(one.name, one.unit_name)} {one.text}{say('；')}{cost}", markup=False)


def _who(change: Change) -> str:
    return with_aside(change.name, change.unit_name)

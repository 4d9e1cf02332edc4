"""`redvest show`: a roster on the terminal, as a matrix of days and points, as a list, or person by person."""

from datetime import date

import click

from scheduler.commands import asked
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.matrix import show_matrix
from scheduler.commands.score import show_score
from scheduler.commands.sheets import show_list, show_people
from scheduler.language import say
from scheduler.services.ours.cut import ShiftCut, look_or_cut
from scheduler.services.views import RosterView
from scheduler.services.wording import day_text
from scheduler.store.lifecycle import named


@click.command(help=say("在终端里看排班表：默认是日期 × 点位"))
@click.argument("roster")
@click.option("--by", "layout", type=click.Choice(["point", "person"]), default="point", help=say("按点位或按人"))
@click.option("--list", "as_list", is_flag=True, help=say("一行一人的清单"))
@click.option("--day", metavar="2026-12-07", help=say("只看一天"))
@click.option("--version", type=click.IntRange(0), help=say("看旧的一版"))
@pass_desk
def show(desk: Desk, roster: str, *, layout: str, as_list: bool, day: str | None, version: int | None) -> None:
    with desk.looking() as (session, who):
        view = look_or_cut(session, who, roster, version, strangers=layout != "person")
    only = _one_day(view, day) if day else None
    _head(desk, view)
    if only and not any(shift.day == only for shift in view.shifts):
        desk.console.print(say("{day} 没有班次", day=day_text(only)))
    elif as_list:
        show_list(desk.console, view, only)
    elif layout == "person":
        show_people(desk.console, view, only)
    else:
        show_matrix(desk.console, view, only)
    if any(isinstance(shift, ShiftCut) for shift in view.shifts):
        desk.console.print(say("只有与您有关的：您的点位上来的每个人，和您单位的人在别处的值守"), style="dim")
    elif only is None:
        show_score(desk.console, view)


def _one_day(view: RosterView, text: str) -> date:
    """The day that is asked for. Raises UsageError for one that the roster does not have."""
    only = asked.day_asked(text, view.start)
    if only not in {day.day for day in view.days}:
        first, last = day_text(view.start), day_text(view.days[-1].day)
        raise click.UsageError(say("{day} 不在这张排班表里，它从 {first} 到 {last}", day=only, first=first, last=last))
    return only


def _head(desk: Desk, view: RosterView) -> None:
    """Its name, days, state and version."""
    last: date = view.days[-1].day
    state = named("roster", view.state)
    told = say("第 {version} 版", version=view.version)
    if view.version != view.newest:
        told += say("（最新是第 {newest} 版）", newest=view.newest)
    if view.published_version is not None and view.published_version != view.version:
        told += say("（发布的是第 {version} 版）", version=view.published_version)
    span = f"{day_text(view.start)} – {day_text(last)}"
    desk.console.print(f"《{view.name}》 {view.code}  {span}  {state}  {told}", markup=False, style="bold")

"""`redvest absence …`: who cannot serve and when; asked for, approved, refused, taken back."""

from datetime import timedelta

import click
from rich.text import Text

from scheduler import clock
from scheduler.commands.asked import moment_asked, span_text
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.tables import listing
from scheduler.language import say
from scheduler.services import absences
from scheduler.services.absence_views import AbsenceFilter, AbsenceView, listed
from scheduler.store.absences import AbsenceState
from scheduler.store.lifecycle import named

_LOOK_BACK = timedelta(days=31)


@click.group(help=say("请假"))
def absence() -> None:
    pass


@absence.command("add", help=say("登记请假：志愿者编号或姓名，开始，结束（含当天，可不填）"))
@click.argument("volunteer")
@click.argument("start")
@click.argument("end", required=False)
@click.option("--reason", default="", help=say("事由"))
@click.option("--approve", is_flag=True, help=say("同时批准"))
@pass_desk
def _add(desk: Desk, volunteer: str, start: str, end: str | None, *, reason: str, approve: bool) -> None:
    starts_at, ends_at = moment_asked(start, desk.now), moment_asked(end or start, desk.now, last=True)
    with desk.asking() as (session, who):
        made = absences.ask(session, who, volunteer, starts_at=starts_at, ends_at=ends_at, reason=reason, now=desk.now)
        if approve:
            made = absences.approve(session, who, made.number, why=reason, now=desk.now)
    _told(desk, made)


@absence.command("approve", help=say("批准"))
@click.argument("number", type=int)
@click.option("--why", default="", help=say("说明"))
@pass_desk
def _approve(desk: Desk, number: int, *, why: str) -> None:
    with desk.asking() as (session, who):
        made = absences.approve(session, who, number, why=why, now=desk.now)
    _told(desk, made)


@absence.command("refuse", help=say("不批准"))
@click.argument("number", type=int)
@click.option("--why", required=True, help=say("原因"))
@pass_desk
def _refuse(desk: Desk, number: int, *, why: str) -> None:
    with desk.asking() as (session, who):
        made = absences.refuse(session, who, number, why=why, now=desk.now)
    _told(desk, made)


@absence.command("withdraw", help=say("撤回"))
@click.argument("number", type=int)
@click.option("--why", default="", help=say("说明"))
@pass_desk
def _withdraw(desk: Desk, number: int, *, why: str) -> None:
    with desk.asking() as (session, who):
        made = absences.withdraw(session, who, number, why=why, now=desk.now)
    _told(desk, made)


@absence.command("list", help=say("列出最近一个月以来和以后的请假"))
@click.option("--state", type=click.Choice([state.value for state in AbsenceState]), help=say("只看这种状态"))
@pass_desk
def _list(desk: Desk, *, state: str | None) -> None:
    wanted = AbsenceState(state) if state else None
    with desk.looking() as (session, who):
        found = listed(session, who, AbsenceFilter(since=desk.now - _LOOK_BACK, state=wanted))
    table = listing(say("号"), say("姓名"), say("单位"), say("时间"), say("事由"), say("状态"), say("影响"))
    for one in found:
        missed = say("已发布的 {count} 班", count=len(one.hits)) if one.hits else ""
        cells = (
            str(one.number),
            one.name,
            one.unit_name,
            span_text(one.starts_at, one.ends_at),
            one.reason,
            named("absence", one.state),
            missed,
        )
        table.add_row(*map(Text, cells))
    desk.console.print(table)


def _told(desk: Desk, made: AbsenceView) -> None:
    said = {"name": made.name, "span": span_text(made.starts_at, made.ends_at), "state": named("absence", made.state)}
    line = say("第 {number} 号请假：{name} {span}，{state}", number=made.number, **said)
    desk.console.print(line, markup=False)
    for hit in made.hits:
        when = f"{hit.starts_at.astimezone(clock.TOWN):%Y-%m-%d %H:%M}"
        text = say("  已发布的值守要另找人：{roster} {when} {point}", roster=hit.roster, when=when, point=hit.point)
        desk.console.print(text, style="yellow", markup=False)

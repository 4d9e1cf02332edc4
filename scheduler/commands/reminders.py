"""`redvest reminders …`: the outbox, what is sent, what failed and why; sending again."""

from datetime import date

import click
from rich.text import Text

from scheduler import clock
from scheduler.clock import TOWN
from scheduler.commands.asked import day_asked
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.tables import listing
from scheduler.language import say
from scheduler.services import outbox, outbox_views
from scheduler.services.addresses import channel_name
from scheduler.services.outbox_scope import ReminderFilter
from scheduler.services.outbox_views import ReminderView
from scheduler.services.paging import MOST, Page
from scheduler.store.lifecycle import named
from scheduler.store.reminders import ReminderState

_STATES = click.Choice([state.value for state in ReminderState])


@click.group("reminders", help=say("发件箱：发了什么、没送到什么"))
def reminders_() -> None:
    pass


@reminders_.command("list", help=say("列出提醒，最近的在前"))
@click.option("--state", type=_STATES, help=say("只看这种状态"))
@click.option("--kind", help=say("只看这一类，如 published、tomorrow"))
@click.option("--channel", help=say("只看这种渠道"))
@click.option("--day", help=say("只看这一天要发的，如 12-01"))
@click.option("--roster", help=say("只看这份排班表的"))
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, MOST), help=say("最多几条"))
@pass_desk
def _list(desk: Desk, /, *, state: str | None, day: str | None, limit: int, **others: str | None) -> None:
    which = ReminderFilter(state=ReminderState(state) if state else None, day=_day(desk, day), **others)
    with desk.looking() as (session, who):
        found = outbox_views.page(session, who, Page(size=limit, order="-due_at"), which, vault=desk.vault)
        counts = outbox_views.summary(session, who, which)
    table = listing(say("号"), say("时间"), say("发给"), say("渠道"), say("内容"), say("状态"), say("回答"))
    for one in found.items:
        title = one.title if one.title is not None else say("（不在管理范围内）")
        cells = (str(one.number), _time(one), one.name, one.address or channel_name(one.channel), title)
        table.add_row(*map(Text, (*cells, named("reminder", one.state), one.answer or "")))
    desk.console.print(table)
    told = (f"{named('reminder', state)} {count}" for state, count in counts.items() if count)
    desk.console.print(say("共 {count} 条：{told}", count=found.total, told=say("，").join(told)))


@reminders_.command("show", help=say("一条提醒的全文和每一次发送"))
@click.argument("number", type=int)
@pass_desk
def _show(desk: Desk, number: int) -> None:
    with desk.looking() as (session, who):
        one = outbox_views.one(session, who, number, vault=desk.vault)
        tried = outbox_views.deliveries(session, who, number)
    head = f"{_time(one)} {one.name} {one.address or channel_name(one.channel)} {named('reminder', one.state)}"
    desk.console.print(head, markup=False)
    desk.console.print(one.title or "", one.body or "", sep="\n", markup=False)
    for attempt in tried:
        when = f"{attempt.at.astimezone(TOWN):%m-%d %H:%M:%S}"
        outcome = say("送出") if attempt.outcome == "sent" else say("没有送达")
        desk.console.print(f"  {when} {channel_name(attempt.channel)} {outcome} {attempt.detail or ''}", markup=False)


@reminders_.command("resend", help=say("把不再发送的提醒重新发送"))
@click.argument("numbers", type=int, nargs=-1, required=True)
@pass_desk
def _resend(desk: Desk, numbers: tuple[int, ...]) -> None:
    with desk.asking() as (session, who):
        for number in numbers:
            outbox.resend(session, who, number, now=desk.now)
    desk.console.print(say("{count} 条提醒重新进入待发送", count=len(numbers)))


def _day(desk: Desk, text: str | None) -> date | None:
    return day_asked(text, clock.today(desk.now).replace(month=1, day=1)) if text else None


def _time(one: ReminderView) -> str:
    return f"{one.due_at.astimezone(TOWN):%m-%d %H:%M}"

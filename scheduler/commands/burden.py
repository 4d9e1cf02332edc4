"""`redvest burden`: minutes and messages a person a week, as a distribution without names."""

import click

from scheduler import clock
from scheduler.commands.asked import day_asked
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.tables import listing
from scheduler.language import say
from scheduler.services.burden import MOST_WEEKS, Spread
from scheduler.services.burden import burden as weigh
from scheduler.services.wording import day_text


@click.command("burden", help=say("负担：每人每周值守多少分钟、收到几条消息（只看分布，不列个人）"))
@click.option("--unit", metavar="CODE", help=say("只看这个单位及其下级"))
@click.option("--from", "first", metavar="2026-12-01", help=say("从哪一周起（默认本周）"))
@click.option("--weeks", type=click.IntRange(1, MOST_WEEKS), default=4, show_default=True, help=say("几周"))
@pass_desk
def burden(desk: Desk, *, unit: str | None, first: str | None, weeks: int) -> None:
    today = clock.today(desk.now)
    start = day_asked(first, today) if first else today
    with desk.looking() as (session, who):
        found = weigh(session, who, start=start, weeks=weeks, unit=unit)
    title = say("每人每周（平均 / 中位 / 九成人不超过 / 最多）")
    table = listing(say("周一"), say("人数"), say("值守分钟"), say("消息条数"), over=title)
    for week in found:
        table.add_row(day_text(week.monday), str(week.people), _shown(week.minutes), _shown(week.messages))
    desk.console.print(table)


def _shown(spread: Spread) -> str:
    return f"{spread.mean:.1f} / {spread.median:g} / {spread.nine_in_ten:.0f} / {spread.most}"

"""`redvest explain`: why seats are empty and what would fill them; why somebody is not on a shift."""

import click

from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.gaps import show_gap, show_gaps
from scheduler.commands.names import Names
from scheduler.commands.verdict import show_supposed
from scheduler.language import say
from scheduler.services import adjusting, explaining
from scheduler.services.edits import Add


@click.command(help=say("说明空岗的原因和可考虑的放宽；或某人为什么不在某班次上"))
@click.argument("roster")
@click.option("--shift", metavar="SHIFT", help=say("只说明一个班次"))
@click.option("--why-not", nargs=2, metavar="SHIFT PERSON", help=say("为什么这个人不在这个班次上"))
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help=say("最多列出多少个空岗"))
@pass_desk
def explain(desk: Desk, roster: str, *, shift: str | None, why_not: tuple[str, str] | None, most: int) -> None:
    with desk.looking() as (session, who):
        names = Names(session, who, roster)
        if why_not:
            duty = names.duty(*why_not)
            told = adjusting.verdict(session, who, roster, Add(*duty))
            show_supposed(desk.console, names.said(duty), told)
        elif shift:
            show_gap(desk.console, explaining.explain_shift(session, who, roster, names.shift(shift)))
        else:
            show_gaps(desk.console, explaining.explain(session, who, roster, most=most))

"""`redvest stewardship …`: which unit answers for which point, from a day to a day."""

import click

from scheduler import clock
from scheduler.commands.allotting import apply, compare, plan, plans_, take_back
from scheduler.commands.asked import day_asked
from scheduler.commands.desk import Desk, pass_desk
from scheduler.language import say
from scheduler.services import stewardship as answering
from scheduler.store.stewardship import Part


@click.group(help=say("分包：哪个单位负责哪个点位"))
def stewardship() -> None:
    pass


@stewardship.command("assign", help=say("单位从某天起负责点位（都写编号）"))
@click.argument("unit")
@click.argument("point")
@click.option("--from", "first", required=True, metavar="2026-12-01", help=say("从哪天起"))
@click.option("--until", "end", metavar="2027-01-01", help=say("到哪天为止（不含当天），不填为长期"))
@click.option("--assist", is_flag=True, help=say("协助，不填为主责"))
@pass_desk
def _assign(desk: Desk, unit: str, point: str, *, first: str, end: str | None, assist: bool) -> None:
    from_day = day_asked(first, clock.today(desk.now))
    until_day = day_asked(end, from_day) if end else None
    part = Part.ASSIST if assist else Part.LEAD
    with desk.asking() as (session, who):
        answering.assign(session, who, unit, point, from_day=from_day, until_day=until_day, part=part, now=desk.now)
    desk.console.print(say("{unit} 从 {day} 起负责 {point}", unit=unit, day=from_day, point=point), markup=False)


@stewardship.command("end", help=say("单位从某天起不再负责点位"))
@click.argument("unit")
@click.argument("point")
@click.option("--on", required=True, metavar="2027-01-01", help=say("从哪天起"))
@pass_desk
def _end(desk: Desk, unit: str, point: str, *, on: str) -> None:
    day = day_asked(on, clock.today(desk.now))
    with desk.asking() as (session, who):
        answering.end(session, who, unit, point, on=day, now=desk.now)
    desk.console.print(say("{unit} 从 {day} 起不再负责 {point}", unit=unit, day=day, point=point), markup=False)


for _one in (plan, plans_, compare, apply, take_back):
    stewardship.add_command(_one)

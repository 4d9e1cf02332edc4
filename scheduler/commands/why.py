"""`redvest why ROSTER [SHIFT [PERSON]]`: the account of a roster; why a seat is empty; why not somebody."""

from collections.abc import Iterable

import click
from rich.console import Console

from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.gaps import show_gap, show_gaps
from scheduler.commands.names import Names
from scheduler.commands.verdict import show_supposed
from scheduler.language import say
from scheduler.services import adjusting, explaining, what_if
from scheduler.services.edits import Add
from scheduler.services.explaining import Gap
from scheduler.services.memory import Memory, lend
from scheduler.services.what_if import Account, Burdened, Relief
from scheduler.services.wording import RULES, with_aside


@click.command(help=say("全表的账、空岗的原因和怎样能补上；写班次则只说它，再写人则说这个人为什么不在"))
@click.argument("roster")
@click.argument("shift", required=False)
@click.argument("person", required=False)
@click.option("--most", type=click.IntRange(1), default=10, show_default=True, help=say("最多列出多少个空岗"))
@click.option("--seconds", type=click.FloatRange(0.1, 600), default=10.0, show_default=True, help=say("最多试多少秒"))
@pass_desk
def why(desk: Desk, /, roster: str, *, shift: str | None, person: str | None, most: int, seconds: float) -> None:
    with desk.looking() as (session, who):
        names = Names(session, who, roster)
        if shift and person:
            duty = names.duty(shift, person)
            told = adjusting.verdict(session, who, roster, Add(*duty))
            show_supposed(desk.console, names.said(duty), told)
        elif shift:
            _show_one(desk.console, roster, explaining.explain_shift(session, who, roster, names.shift(shift)))
        else:
            memory = Memory()
            lend(session, memory)
            account = what_if.account(session, who, roster, memory=memory)
            _show_account(desk.console, account)
            show_gaps(desk.console, explaining.explain(session, who, roster, most=most))
            found = what_if.reliefs(session, who, roster, memory=memory, seconds=seconds)
            _show_reliefs(desk.console, found)
            if account.empty and not found:
                desk.console.print(say("{seconds:g} 秒内没有试到能补上空位的放宽；可加 --seconds", seconds=seconds))


def _show_one(console: Console, roster: str, gap: Gap) -> None:
    show_gap(console, gap)
    if gap.missing and any(one.name == "free" for one in gap.reasons):
        fill = f"redvest repair {roster} --fill {gap.shift}"
        console.print(f"    {say('有人可以直接来：{command}', command=fill)}", markup=False)


def _show_account(console: Console, found: Account) -> None:
    known = {"code": found.code, "version": found.version}
    console.print(say("{code} 第 {version} 版", **known), style="bold", markup=False)
    parts = [f"{say(RULES[rule])} {cost:,}" for rule, cost in found.costs.items() if cost]
    console.print(with_aside(say("代价 {cost:,}", cost=found.cost), say("、").join(parts)))
    if found.bound is not None and found.avoidable is not None:
        proven = {"bound": found.bound, "avoidable": found.avoidable}
        console.print(say("其中 {bound:,} 已证明免不了，最多还能省 {avoidable:,}", **proven))
    console.print(say("{seats:,} 个席位，空 {empty:,} 个", seats=found.seats, empty=found.empty))
    _show_people(console, say("负担最重："), found.most)
    _show_people(console, say("负担最轻："), found.least)


def _show_people(console: Console, title: str, people: Iterable[Burdened]) -> None:
    told = [
        say(
            "{name}（{unit}）{duties} 次，{share}",
            name=one.name,
            unit=one.unit_name,
            duties=one.duties,
            share=_beside_their_share(one.above),
        )
        for one in people
    ]
    console.print(title + say("；").join(told), markup=False)


def _beside_their_share(above: int) -> str:
    if not above:
        return say("正好是应担的")
    return say("比应担多 {count}", count=above) if above > 0 else say("比应担少 {count}", count=-above)


def _show_reliefs(console: Console, found: Iterable[Relief]) -> None:
    for one in found:
        console.print(
            f"{say('可考虑：')}{with_aside(one.text, say('代价降 {saves:,}', saves=one.saves))}", markup=False
        )

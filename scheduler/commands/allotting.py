"""`redvest stewardship plan|compare|apply|take-back`: who should answer for what, what that changes, making it so."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click

from scheduler import clock, runs
from scheduler.commands.allotment_tables import show_comparison, show_effect, show_plan, show_plans
from scheduler.commands.asked import day_asked, span_asked
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.solving import stopping
from scheduler.errors import Conflict
from scheduler.language import say
from scheduler.services.allotting import applying, comparing, plans, taking_back
from scheduler.services.allotting.effect import effect
from scheduler.services.allotting.telling import in_duties
from scheduler.services.allotting.wanted import NewPoint, Wanted
from scheduler.services.paging import Page
from scheduler.store.lifecycle import named
from scheduler.store.runs import RunState
from solver.progress import Step, Stop

REFUSED = 1
_PLAIN_EVERY = 5.0
_THOUSAND = 1000
_PRICE = click.FloatRange(0, 1000)
_NUMBER = re.compile(r"\d{1,4}")
_MORE = re.compile(r"[+-]?(\d{1,2}|100)")


@click.command("plan", help=say("编制分包方案：一季里哪个单位负责哪个点位最均衡（Ctrl-C 停止并保留最好的结果）"))
@click.argument("start", metavar="MONTH")
@click.option("--days", type=click.IntRange(1, 366), help=say("天数（默认到月底）"))
@click.option("--most", type=click.IntRange(1, 50), default=3, show_default=True, help=say("一个点位最多几个单位"))
@click.option("--change", type=_PRICE, default=0.5, show_default=True, help=say("每签或解除一份分包，算多几班/月"))
@click.option("--share", type=_PRICE, default=0.0, show_default=True, help=say("每共包一个点位，算多几班/月"))
@click.option("--absence", type=click.IntRange(0, 90), default=5, show_default=True, help=say("预计缺勤百分比"))
@click.option("--whole", multiple=True, metavar="GRID", help=say("整体由一个单位负责的网格，all 为所有社区"))
@click.option("--district", multiple=True, metavar="UNIT=GRID", help=say("指挥部的单位只包这个网格内的点位"))
@click.option("--add", multiple=True, metavar="CODE=DUTIES@LON,LAT", help=say("假如新增点位：每月几班、在哪里"))
@click.option("--lose", multiple=True, metavar="UNIT", help=say("假如少一个单位"))
@click.option("--cap", multiple=True, metavar="UNIT=N", help=say("假如这个单位的人每周最多 N 班"))
@click.option("--staff", multiple=True, metavar="POINT=N", help=say("假如这个点位每班多要 N 人，少要写负数"))
@click.option("--name", default="", help=say("方案名称"))
@click.option("--seconds", type=click.FloatRange(1, 3600), default=30.0, show_default=True, help=say("最多算多久"))
@pass_desk
def plan(
    desk: Desk, start: str, *, days: int | None, most: int, change: float, share: float, absence: int,
    whole: tuple[str, ...], district: tuple[str, ...], add: tuple[str, ...], lose: tuple[str, ...],
    cap: tuple[str, ...], staff: tuple[str, ...], name: str, seconds: float,
) -> int:  # fmt: skip
    first, count = span_asked(start, days)
    wanted = Wanted(
        start=first, days=count, most=most, change=round(change * _THOUSAND), share=round(share * _THOUSAND),
        absence=absence, whole=whole, districts=dict(map(_pair, district)), added=tuple(map(_point, add)),
        lost=lose, caps={unit: _whole(often) for unit, often in map(_pair, cap)},
        staffed={point: _signed(more) for point, more in map(_pair, staff)},
    )  # fmt: skip
    with desk.asking() as (session, who):
        number = plans.request(session, who, wanted, name=name, seconds=seconds, now=desk.now)
    return _make(desk, number, seconds)


@click.command("plans", help=say("列出分包方案；写上编号看其中一个"))
@click.argument("number", type=click.IntRange(1), required=False)
@click.option("--all", "everything", is_flag=True, help=say("列出全部单位和点位"))
@pass_desk
def plans_(desk: Desk, number: int | None, *, everything: bool) -> None:
    with desk.looking() as (session, who):
        if number is None:
            show_plans(desk.console, plans.page(session, who, Page(order="-asked_at")))
        else:
            show_plan(desk.console, plans.one(session, who, number), everything=everything)


@click.command("compare", help=say("方案与现行分包比，或两个方案相比：哪些点位、哪些单位有变"))
@click.argument("number", type=click.IntRange(1))
@click.argument("other", type=click.IntRange(1), required=False)
@click.option("--on", metavar="2026-12-01", help=say("与哪一天的分包比（默认今天）"))
@pass_desk
def compare(desk: Desk, number: int, other: int | None, *, on: str | None) -> None:
    today = clock.today(desk.now)
    day = day_asked(on, today) if on else today
    with desk.looking() as (session, who):
        show_comparison(desk.console, comparing.compare(session, who, number, other=other, on=day))


@click.command("apply", help=say("启用分包方案：从某天起改签分包，要么全部生效，要么都不变"))
@click.argument("number", type=click.IntRange(1))
@click.option("--from", "first", required=True, metavar="2026-12-01", help=say("从哪天起"))
@click.option("--point", "points", multiple=True, metavar="CODE", help=say("只启用这个点位的，可写多次"))
@click.option("--dry-run", is_flag=True, help=say("只看会改什么，不改动"))
@pass_desk
def apply(desk: Desk, number: int, *, first: str, points: tuple[str, ...], dry_run: bool) -> None:
    day = day_asked(first, clock.today(desk.now))
    if dry_run:
        with desk.looking() as (session, who):
            show_comparison(desk.console, comparing.compare(session, who, number, on=day, points=points or None))
            show_effect(desk.console, effect(session, who, number, from_day=day, points=points or None))
        return
    with desk.asking() as (session, who):
        lines = applying.apply(session, who, number, from_day=day, points=points or None, now=desk.now)
    begun, ended = sum(len(one.begun) for one in lines), sum(len(one.ended) for one in lines)
    told = say(
        "从 {day} 起改签 {points} 个点位：新签 {begun} 份，解除 {ended} 份",
        day=day, points=len(lines), begun=begun, ended=ended,
    )  # fmt: skip
    desk.console.print(told, markup=False)


@click.command("take-back", help=say("撤回最近一次启用的分包方案，生效那天以前都可以"))
@click.argument("number", type=click.IntRange(1))
@pass_desk
def take_back(desk: Desk, number: int) -> None:
    with desk.asking() as (session, who):
        back = taking_back.take_back(session, who, number, now=desk.now)
    told = say("已撤回：{points} 个点位的分包和启用以前一样", points=len(back.points))
    desk.console.print(told, markup=False)


def _make(desk: Desk, number: int, seconds: float) -> int:
    claim = runs.claim_allotment(desk.sessions, number, now=desk.now)
    if claim is None:
        raise Conflict(say("第 {number} 号方案正由另一个进程编制，稍后用 redvest stewardship plans 看", number=number))
    stop = Stop()
    with _watching(desk, seconds) as watch, stopping(desk.console, stop):
        fault = runs.work_allotment(
            desk.sessions, claim, clock=clock.now, workers=desk.settings.workers, stop=stop, report=watch
        )
    if fault:
        raise fault
    with desk.looking() as (session, who):
        seen = plans.one(session, who, number)
    show_plan(desk.console, seen)
    if seen.state is not RunState.DONE:
        state = named("allotment", seen.state)
        desk.console.print(say("方案没有编成：{state}", state=f"{state} {seen.error or ''}".strip()), markup=False)
        return REFUSED
    told = "下一步：redvest stewardship compare {number} 看变化，redvest stewardship apply {number} --from 日期 启用"
    desk.console.print(say(told, number=number), markup=False)
    return 0


@contextmanager
def _watching(desk: Desk, seconds: float) -> Iterator[Callable[[Step], None]]:
    """Hears each better number, and tells it: at once on a terminal, else every few seconds."""
    moving = desk.console.is_terminal and not desk.console.is_dumb_terminal
    heard = [monotonic() - _PLAIN_EVERY]

    def tell(better: Step) -> None:
        if moving or monotonic() - heard[0] >= _PLAIN_EVERY:
            heard[0] = monotonic()
            desk.console.print(_line(better, seconds), markup=False)

    yield tell


def _line(better: Step, seconds: float) -> str:
    """12/30 s  最重的单位人均 5.2 班/月，至少 5.1."""
    far = say("最重的单位人均 {each} 班/月", each=in_duties(better.cost))
    least = say("已证明至少 {each}", each=in_duties(better.bound or 0))
    return f"{better.seconds:.0f}/{seconds:.0f} s  {far}{say('，')}{least}"


def _pair(text: str) -> tuple[str, str]:
    """ "U00=G01" is ("U00", "G01"). Raises UsageError."""
    name, equals, value = text.partition("=")
    if not equals or not name or not value:
        raise click.UsageError(say("应写成 编号=值：{typed}", typed=text))
    return name, value


def _whole(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise click.UsageError(say("应是 0 到 9999 的整数：{typed}", typed=text))
    return int(text)


def _signed(text: str) -> int:
    if not _MORE.fullmatch(text):
        raise click.UsageError(say("应是 -100 到 100 的整数：{typed}", typed=text))
    return int(text)


def _point(text: str) -> NewPoint:
    """ "P99=120@116.70,39.52" needs 120 duties a month there. Raises UsageError."""
    code, rest = _pair(text)
    need, _, where = rest.partition("@")
    try:
        longitude, latitude = map(float, where.split(","))
    except ValueError:
        raise click.UsageError(say("应写成 编号=每月班次@经度,纬度：{typed}", typed=text)) from None
    return NewPoint(code, _whole(need), (longitude, latitude))

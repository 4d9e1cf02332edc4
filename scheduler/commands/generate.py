"""`redvest generate`: make a roster where there is none, solve it, and say how good it is and what is missing."""

from time import monotonic
from typing import Any

import click

from scheduler import clock, runs
from scheduler.cluster import cluster
from scheduler.commands import asked
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.gaps import show_gaps
from scheduler.commands.score import show_score
from scheduler.commands.solving import stopping, watching
from scheduler.errors import Conflict
from scheduler.language import say
from scheduler.runs import Outcome
from scheduler.services import explaining, generating, looking, redrafting, rosters
from scheduler.services.drafting import Drafted
from scheduler.services.rosters import NewRoster
from scheduler.store.lifecycle import named
from scheduler.store.runs import Run, RunState
from solver.progress import Stop

REFUSED = 1
_EXPLAINED = 10
_EXPLAIN_SECONDS = 5.0


@click.command(help=say("排班：没有这张排班表就先建立，再求解并说明得分和空岗（Ctrl-C 停止并保留最好的结果）"))
@click.argument("roster", required=False)
@click.option("--start", metavar="2026-12", help=say("月份，或从哪一天开始"))
@click.option("--days", type=click.IntRange(1, rosters.LONGEST), help=say("天数（默认到月底）"))
@click.option("--unit", metavar="CODE", help=say("只排这个单位及其下级"))
@click.option("--grid", metavar="CODE", help=say("只排这个网格及其下级"))
@click.option("--name", help=say("排班表名称"))
@click.option("--policy", multiple=True, metavar="K=V", help=say("改权重或上限，如 cap_week=5，可写多次"))
@click.option(
    "--seconds",
    type=click.FloatRange(1, 86_400),
    default=60.0,
    show_default=True,
    help=say("求解最多几秒；读取、收尾另算"),
)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help=say("随机种子"))
@click.option("--cancel", is_flag=True, help=say("取消正在进行的排班"))
@pass_desk
def generate(
    desk: Desk, /, roster: str | None, *, start: str | None, seconds: float, seed: int, cancel: bool, **draft: Any
) -> int:
    if cancel:
        return _cancel(desk, roster)
    drafted = _drafted(desk, roster, start, **draft)
    _introduce(desk, drafted)
    with desk.asking() as (session, who):
        run, joined = generating.request_or_join(session, who, drafted.code, seconds=seconds, seed=seed, now=desk.now)
    return _solve(desk, drafted.code, run, joined=joined)


def _cancel(desk: Desk, code: str | None) -> int:
    if not code:
        raise click.UsageError(say("请写明要取消哪张排班表"))
    with desk.asking() as (session, who):
        generating.cancel(session, who, code, now=desk.now)
    desk.console.print(say("已请求取消 {code} 的排班", code=code))
    return 0


def _drafted(
    desk: Desk, code: str | None, start: str | None, *, days: int | None, policy: tuple[str, ...], **scope: Any
) -> Drafted:
    if not code and not start:
        raise click.UsageError(say("请写明排哪张表，或用 --start 2026-12 新建一张"))
    with desk.asking() as (session, who):
        if code and not start:
            return rosters.up_to_date(session, who, code, policy=asked.policy_asked(policy), now=desk.now)
        first, count = asked.span_asked(start or "", days)
        wanted = NewRoster(first, count, code=code, policy=asked.policy_asked(policy), **scope)
        return redrafting.create_or_refresh(session, who, wanted, now=desk.now)


def _introduce(desk: Desk, drafted: Drafted) -> None:
    """What is going to be staffed, and what to mind about it."""
    say_it = desk.console.print
    say_it(
        say(
            "排班表 {code}《{name}》：{shifts} 个班次，{seats} 个席位",
            code=drafted.code, name=drafted.name, shifts=drafted.shifts, seats=drafted.seats,
        ),
        markup=False,
    )  # fmt: skip
    if drafted.lost:
        say_it(say("班次有变，{count} 个值守随班次取消", count=drafted.lost), style="yellow")
    if drafted.provisional:
        years = say("、").join(sorted({str(day.year) for day in drafted.provisional}))
        say_it(say("注意：{years} 年的放假安排尚未公布，节假日暂按推算", years=years), style="yellow")
    if drafted.doubled:
        say_it(say("注意：{count} 处同一点位同一时段有两个班次，请核对班次模板", count=drafted.doubled), style="yellow")


def _solve(desk: Desk, code: str, run: Run, *, joined: bool) -> int:
    claim = runs.claim(desk.sessions, run.id, now=desk.now)
    if claim is None:
        raise Conflict(say("排班表 {code} 正由另一个进程排班；可等它结束，或用 --cancel 取消", code=code))
    if joined:
        desk.console.print(say("接着上次没有排完的结果继续"))
    stop = Stop()
    with watching(desk.console, run.seconds) as watch, stopping(desk.console, stop):
        ended = runs.work(
            desk.sessions, claim, clock=clock.now, workers=desk.settings.workers, stop=stop, report=watch,
            cluster=cluster(desk.settings.cluster),
        )  # fmt: skip
    return _report(desk, code, ended)


def _report(desk: Desk, code: str, ended: Outcome) -> int:
    if ended.fault:
        raise ended.fault
    if ended.state is not RunState.DONE:
        desk.console.print(say("排班没有完成：{state}", state=named("run", ended.state)))
        return REFUSED
    began = monotonic()
    with desk.looking() as (session, who):
        show_score(desk.console, looking.look(session, who, code))
        gaps = explaining.explain(
            session, who, code, most=_EXPLAINED, late=lambda: monotonic() - began > _EXPLAIN_SECONDS
        )
    show_gaps(desk.console, gaps)
    desk.console.print(say("下一步：redvest show {code} 看表，redvest publish {code} 发布", code=code))
    return 0

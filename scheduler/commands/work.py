"""`redvest work`: what the clock starts to solve what is queued, or to take in what was handed in; it ends when there
is nothing left to do."""

import os
import signal
import sys
from types import FrameType

import click
from structlog import get_logger

from scheduler import clock, logs, runs
from scheduler.cluster import cluster
from scheduler.commands.desk import Desk, pass_desk
from scheduler.language import say

_NICE = 10


@click.command("work", hidden=True, help=say("由时钟启动：执行排队的排班、导入或分包方案"))
@click.argument("what", type=click.Choice(["runs", "uploads", "allotments"]))
@pass_desk
def work(desk: Desk, what: str) -> None:
    logs.configure(desk.settings.log_level)
    signal.signal(signal.SIGTERM, _go)
    # Pages and reminders come first.
    os.nice(_NICE)
    do = {"runs": _solve, "uploads": _take_in, "allotments": _allot}[what]
    while do(desk):
        pass


def _go(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _solve(desk: Desk) -> bool:
    claim = runs.claim(desk.sessions, now=desk.now)
    if claim is None:
        return False
    get_logger().info("run_started", run=claim.run_id)
    helping = cluster(desk.settings.cluster)
    ended = runs.work(desk.sessions, claim, clock=clock.now, workers=desk.settings.workers, cluster=helping)
    get_logger().info("run_ended", run=claim.run_id, state=ended.state.value, exc_info=ended.fault)
    return True


def _take_in(desk: Desk) -> bool:
    claim = runs.claim_upload(desk.sessions, now=desk.now)
    if claim is None:
        return False
    ended = runs.work_upload(desk.sessions, claim, vault=desk.vault, clock=clock.now)
    state = ended.state.value if ended.state else None
    get_logger().info("upload_ended", upload=claim.upload_id, state=state, exc_info=ended.fault)
    return True


def _allot(desk: Desk) -> bool:
    claim = runs.claim_allotment(desk.sessions, now=desk.now)
    if claim is None:
        return False
    fault = runs.work_allotment(desk.sessions, claim, clock=clock.now, workers=desk.settings.workers)
    get_logger().info("allotment_ended", allotment=claim.number, exc_info=fault)
    return True

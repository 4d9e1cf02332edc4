"""`redvest clock`: plans and sends reminders, has solves and imports done, until it is told to go."""

import os
import signal
from threading import Event
from types import FrameType

import click

from scheduler import clock as wall
from scheduler import logs
from scheduler.commands.desk import Desk, pass_desk
from scheduler.jobs import Clock, keep
from scheduler.jobs.children import Children
from scheduler.language import say
from scheduler.notify.channels import open_channels
from scheduler.reminders.sending import Sender
from scheduler.services.processes import our_name


@click.command("clock", help=say("时钟：按时生成并发送提醒，执行排班和导入，直到收到 SIGTERM 或 Ctrl-C"))
@pass_desk
def clock(desk: Desk) -> None:
    logs.configure(desk.settings.log_level)
    told: list[int] = []

    def go(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, go)
    hung = keep(_clock(desk), lambda: not told)
    if hung:
        # Threads that wait for somebody who does not answer would keep this process from ending.
        os._exit(0)


def _clock(desk: Desk) -> Clock:
    sender = Sender(desk.sessions, desk.settings, open_channels(desk.settings), wall.now, our_name(), Event())
    return Clock(sender, Children(), wall.now())

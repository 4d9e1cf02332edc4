"""A clock process for tests, whose time is the machine's moved by what a file says, so that a test can make it jump.

python -m tests.scheduler.jobs.driver DATABASE HOME KEY
"""

import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from scheduler import logs
from scheduler.jobs import Clock, keep
from scheduler.jobs.children import Children
from scheduler.notify.channels import open_channels
from scheduler.reminders.sending import Sender
from scheduler.services.processes import our_name
from scheduler.settings import Settings
from scheduler.settings.channels import ChannelSettings
from scheduler.settings.times import TimeSettings
from scheduler.store.database import open_database


def moved(home: Path) -> Callable[[], datetime]:
    """The machine's time and as many seconds as stand in the file `moved`."""

    def now() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float((home / "moved").read_text()))

    return now


def main(database: str, home: Path, key: str) -> None:
    logs.configure("info")
    plain = Settings(home=home, database=database, keys=(key,), workers=1, times=TimeSettings(solvers=0))
    settings = replace(plain, channels=ChannelSettings(on=("sms", "inbox"), sms=f"file://{home}/sms"))
    now = moved(home)
    sender = Sender(open_database(settings), settings, open_channels(settings, now=now), now, our_name(), Event())
    told: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: told.append(number))
    keep(Clock(sender, Children(), now()), lambda: not told)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])

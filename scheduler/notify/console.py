"""Console: one line a message on the output of the clock, for trying things out. It shows names, but no phone."""

import sys
from typing import ClassVar

from scheduler.notify.channel import Message
from scheduler.notify.rates import Rate


class Console:
    name = "console"
    once = False
    rates: ClassVar[tuple[Rate, ...]] = ()

    def send(self, message: Message) -> str:
        sys.stdout.write(f"[{message.key}] {' / '.join(message.text().splitlines())}\n")
        sys.stdout.flush()
        return ""

"""What a channel is: it delivers a message, or says why not."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from scheduler.notify.rates import Rate


@dataclass(frozen=True, slots=True)
class Message:
    """What goes out. `key` names person and matter and is the same at every try. `to` is an opened address or phone,
    None on channels that need none."""

    key: str
    title: str
    body: str
    kind: str
    to: str | None

    def text(self) -> str:
        """Title and body, a line apart."""
        return f"{self.title}\n{self.body}" if self.title and self.body else self.title or self.body


class Undelivered(Exception):  # noqa: N818 (an answer, not an error)
    """It did not arrive. `permanent`: nor will it. `wait`: not to be tried before so much time has gone by, None: as
    the sender sees fit. The reason names no person."""

    def __init__(self, reason: str, permanent: bool = False, wait: timedelta | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.wait = wait


class Channel(Protocol):
    """`once`: sending the same key twice has no further effect. `rates`: how often one address may be told, which its
    sender keeps; () for as often as there is something."""

    @property
    def name(self) -> str: ...

    @property
    def once(self) -> bool: ...

    @property
    def rates(self) -> tuple[Rate, ...]: ...

    def send(self, message: Message) -> str:
        """Deliver it, and give what the channel answered. Raises Undelivered."""
        ...

"""E-mail: to a mailbox, from the town's own, which REDVEST_MAIL names. No other server is ever spoken to."""

import re
from typing import ClassVar

from apprise import Apprise, NotifyBase
from apprise.plugins import url_to_dict

from scheduler.language import say
from scheduler.notify.apprised import ASSET, deliver
from scheduler.notify.channel import Message, Undelivered
from scheduler.notify.rates import Rate
from scheduler.notify.world import World

_MAILBOX = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,180}\.[A-Za-z]{2,24}")


class Email:
    name = "email"
    once = False
    rates: ClassVar[tuple[Rate, ...]] = ()

    def __init__(self, world: World) -> None:
        self._from = world.settings.channels.mail or ""

    def check(self, address: str) -> None:
        """Raises Undelivered for what is no mailbox."""
        if not _MAILBOX.fullmatch(address):
            raise Undelivered(say("不是邮箱地址"), permanent=True)

    def send(self, message: Message) -> str:
        address = message.to or ""
        self.check(address)
        return deliver(self._service(address), message)

    def _service(self, address: str) -> NotifyBase:
        parts = url_to_dict(self._from, secure_logging=True)  # type: ignore[no-untyped-call]
        service = Apprise.instantiate({**parts, "targets": [address]}, asset=ASSET) if parts else None
        if service is None:
            raise Undelivered(say("REDVEST_MAIL 的地址不可用"))
        return service

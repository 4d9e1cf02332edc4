"""What the group robots have in common: an address that is a secret, a rate, a size, and refusals that come with HTTP
200, so that only the code in the answer counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from scheduler.language import say
from scheduler.notify.calling import post
from scheduler.notify.channel import Message, Undelivered
from scheduler.notify.cutting import cut
from scheduler.notify.hosts import origins, require_allowed
from scheduler.notify.rates import Rate
from scheduler.notify.world import World
from scheduler.settings.channels import IfUnsure


@dataclass(frozen=True, slots=True)
class Call:
    """What is to be posted where."""

    url: str
    payload: Mapping[str, Any]


class Robot:
    """`most` is the bytes a text may have. `gone` are the codes of refusals for good, `busy` those that pass, with
    the time to leave it alone; any other code is tried again."""

    name: ClassVar[str]
    once: ClassVar[bool] = False
    hosts: ClassVar[tuple[str, ...]]
    rates: ClassVar[tuple[Rate, ...]]
    most: ClassVar[int]
    gone: ClassVar[frozenset[int]]
    busy: ClassVar[Mapping[int, timedelta]]

    def __init__(self, world: World) -> None:
        self._world = world
        self._allowed = origins(*self.hosts) | world.settings.channels.hosts
        self._again = world.settings.channels.if_unsure(self.name) is IfUnsure.AGAIN

    def check(self, address: str) -> None:
        """Raises Undelivered for an address that is not this robot's."""
        require_allowed(address.partition("#")[0], self._allowed)

    def send(self, message: Message) -> str:
        url, _, secret = (message.to or "").partition("#")
        require_allowed(url, self._allowed)
        text = cut(message.text(), self.most, url=self._world.settings.web.url)
        call = self.call(url, secret, text, now=self._world.now())
        return self._understood(post(call.url, call.payload, again=self._again))

    def call(self, url: str, secret: str, text: str, *, now: datetime) -> Call:
        """What saying `text` takes; `secret` is "" where the robot asks for no signature."""
        raise NotImplementedError

    def code(self, answer: Mapping[str, Any]) -> tuple[Any, str]:
        """The code of an answer, 0 for success, and its words."""
        return answer.get("errcode"), str(answer.get("errmsg", ""))

    def _understood(self, answer: Any) -> str:
        code, words = self.code(answer) if isinstance(answer, dict) else (None, "")
        if code == 0:
            return "0"
        if not isinstance(code, int):
            raise Undelivered(say("对方的回答看不懂"))
        raise Undelivered(f"{code} {words[:200]}".strip(), permanent=code in self.gone, wait=self.busy.get(code))

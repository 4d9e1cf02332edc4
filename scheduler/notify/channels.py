"""The channels that are on, opened once for a process."""

from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import import_module
from typing import Any, Protocol

from scheduler import clock
from scheduler.notify.channel import Channel
from scheduler.notify.console import Console
from scheduler.notify.inbox import Inbox
from scheduler.notify.world import World
from scheduler.settings import Settings

_OPENED: Mapping[str, str] = {
    "sms": "sms:sms",
    "email": "email:Email",
    "webhook": "webhook:Webhook",
    "wecom": "wecom:Wecom",
    "dingtalk": "dingtalk:Dingtalk",
    "feishu": "feishu:Feishu",
}
"""By name the module beside this one and what opens the channel; loaded when it is on, since Apprise takes a while."""


ADDRESSED = frozenset(_OPENED)
"""The channels that lead to an address, and so can have contacts."""


class Addressed(Channel, Protocol):
    """A channel that leads to an address of its own, which a contact keeps."""

    def check(self, address: str) -> None:
        """Raises Undelivered for an address that this channel will not send to."""
        ...


def open_channels(settings: Settings, *, now: Callable[[], datetime] = clock.now) -> Mapping[str, Channel]:
    """Every channel that is on, by name; the inbox always is."""
    channels: dict[str, Channel] = {"inbox": Inbox(), "console": Console()}
    for name in settings.channels.on:
        if name in _OPENED:
            channels[name] = open_addressed(settings, name, now=now)
    return {name: channel for name, channel in channels.items() if name in ("inbox", *settings.channels.on)}


def open_addressed(settings: Settings, name: str, *, now: Callable[[], datetime] = clock.now) -> Addressed:
    """One channel of those that lead to an address. Raises KeyError for one that does not."""
    module, _, opener = _OPENED[name].partition(":")
    made: Callable[[World], Any] = getattr(import_module(f"scheduler.notify.{module}"), opener)
    channel: Addressed = made(World(settings, now))
    return channel

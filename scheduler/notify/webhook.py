"""Webhook: JSON posted to an address of the town's own programs, or a note over ntfy or Bark; to hosts that the admin
allows, and no other."""

from typing import ClassVar
from urllib.parse import parse_qsl, unquote, urlsplit

from apprise import Apprise, NotifyBase

from scheduler.language import say
from scheduler.notify.apprised import ASSET, deliver
from scheduler.notify.channel import Message, Undelivered
from scheduler.notify.hosts import require_allowed
from scheduler.notify.rates import Rate
from scheduler.notify.world import World

_PLAIN = {"https": "jsons", "http": "json"}
_NOTES = {"ntfys": "https", "ntfy": "http", "barks": "https", "bark": "http"}


class Webhook:
    name = "webhook"
    once = False
    rates: ClassVar[tuple[Rate, ...]] = ()

    def __init__(self, world: World) -> None:
        self._allowed = world.settings.channels.hosts

    def check(self, address: str) -> None:
        """Raises Undelivered for an address that leads where the admin does not allow."""
        scheme, _, rest = address.partition("://")
        require_allowed(f"{_NOTES.get(scheme, scheme)}://{rest}", self._allowed)

    def send(self, message: Message) -> str:
        address = message.to or ""
        self.check(address)
        return deliver(self._service(address), message)

    def _service(self, address: str) -> NotifyBase:
        """Made from the very parts that were checked, so that nobody reads the address another way."""
        parts = urlsplit(address)
        given = {"host": parts.hostname, "port": parts.port}
        if parts.scheme in _PLAIN:
            made = {"schema": _PLAIN[parts.scheme], "secure": parts.scheme == "https", "fullpath": parts.path}
            made |= {"params": dict(parse_qsl(parts.query))}
        else:
            last = unquote(parts.path.strip("/"))
            made = {"schema": parts.scheme, "secure": parts.scheme.endswith("s"), "targets": [last]}
            if parts.scheme.startswith("ntfy"):
                made |= {"mode": "private"}
        service = Apprise.instantiate({**given, **made}, asset=ASSET)
        if service is None:
            raise Undelivered(say("地址不可用"), permanent=True)
        return service

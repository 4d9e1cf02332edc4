"""Sending through Apprise, which says yes or no and tells the rest to its log: read here, so that a refusal for good
is told from one that passes."""

import logging
import re
import warnings

from apprise import Apprise, AppriseAsset, NotifyBase, NotifyFormat

from scheduler.language import say
from scheduler.notify.channel import Message, Undelivered

# Its log says at its lowest level why something failed, and names mailboxes: it is read here and goes no further.
_log = logging.getLogger("apprise")
_log.setLevel(logging.DEBUG)
_log.propagate = False

ASSET = AppriseAsset(app_id="Redvest", app_desc="Redvest", app_url="", http_redirects=False)
"""Redirects are not followed: they could lead anywhere."""

with warnings.catch_warnings():
    # Its plugins, loaded all at once, still ask for a module that Python 3.13 has no more.
    warnings.simplefilter("ignore", DeprecationWarning)
    Apprise.instantiate("json://localhost")

_HTTP = re.compile(r"error=(\d{3})")
_SMTP = re.compile(r"\(([45]\d\d), ")
_PASSING = frozenset((408, 425, 429))


def deliver(service: NotifyBase, message: Message) -> str:
    """Send the message over the service. Raises Undelivered."""
    way = Apprise(asset=ASSET)
    way.add(service)
    result = way.notify(
        message.body or message.title, title=message.title, body_format=NotifyFormat.TEXT, log_level=logging.DEBUG
    )
    if result:
        return "ok"
    said = "\n".join(str(entry.message) for entry in result.logs())
    if found := _SMTP.search(said):
        # 5xx is for good, 4xx passes: RFC 5321, 4.2.1
        raise Undelivered(f"SMTP {found[1]}", permanent=found[1].startswith("5"))
    if found := _HTTP.search(said):
        raise Undelivered(f"HTTP {found[1]}", permanent=int(found[1]) < 500 and int(found[1]) not in _PASSING)
    raise Undelivered(say("连接不上对方的服务器"))

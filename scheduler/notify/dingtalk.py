"""DingTalk 钉钉: the robot of a group, with keyword, signature or address as its safety.
https://open.dingtalk.com/document/robots/custom-robot-access"""

import hmac
from base64 import b64encode
from datetime import datetime, timedelta
from typing import ClassVar
from urllib.parse import quote_plus

from scheduler.notify.rates import Rate
from scheduler.notify.robot import Call, Robot


class Dingtalk(Robot):
    """20 messages a minute; who sends more is shut out for 10 minutes."""

    name = "dingtalk"
    hosts = ("oapi.dingtalk.com",)
    rates = (Rate(20, 60),)
    most = 15_000
    # the group or the robot is gone, its key or signature is wrong, or the text lacks the robot's keyword
    gone = frozenset((300005, 310000, 400013, 400101, 400102, 400105, 400106, 430101, 430102, 430103, 430104, 40035))
    busy: ClassVar = {code: timedelta(minutes=10) for code in (410100, 130101, 302033, 660026)}

    def call(self, url: str, secret: str, text: str, *, now: datetime) -> Call:
        joint = "&" if "?" in url else "?"
        signed = f"{url}{joint}{_signature(secret, now)}" if secret else url
        return Call(signed, {"msgtype": "text", "text": {"content": text}})


def _signature(secret: str, now: datetime) -> str:
    """HMAC-SHA256 under the secret of "milliseconds, new line, secret", as part of the address."""
    moment = int(now.timestamp() * 1000)
    digest = hmac.digest(secret.encode(), f"{moment}\n{secret}".encode(), "sha256")
    return f"timestamp={moment}&sign={quote_plus(b64encode(digest))}"

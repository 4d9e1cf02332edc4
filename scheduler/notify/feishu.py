"""Feishu 飞书: the robot of a group. https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot"""

import hmac
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from scheduler.notify.rates import Rate
from scheduler.notify.robot import Call, Robot


class Feishu(Robot):
    """100 messages a minute and 5 a second, of at most 20 KB."""

    name = "feishu"
    hosts = ("open.feishu.cn", "open.larksuite.com")
    rates = (Rate(5, 1), Rate(100, 60))
    most = 15_000
    # no such robot, a wrong signature, this server's address or the text's keyword not allowed, a body that is none
    gone = frozenset((19001, 19002, 19021, 19022, 19024))
    busy: ClassVar = {code: timedelta(minutes=1) for code in (9499, 11232)}

    def call(self, url: str, secret: str, text: str, *, now: datetime) -> Call:
        payload = {"msg_type": "text", "content": {"text": text}}
        return Call(url, {**payload, **(_signature(secret, now) if secret else {})})

    def code(self, answer: Mapping[str, Any]) -> tuple[Any, str]:
        # Some answers of success still carry the names of the first version.
        return answer.get("code", answer.get("StatusCode")), str(answer.get("msg", answer.get("StatusMessage", "")))


def _signature(secret: str, now: datetime) -> dict[str, str]:
    """HMAC-SHA256 of nothing under "seconds, new line, secret"."""
    moment = str(int(now.timestamp()))
    digest = hmac.digest(f"{moment}\n{secret}".encode(), b"", "sha256")
    return {"timestamp": moment, "sign": b64encode(digest).decode()}

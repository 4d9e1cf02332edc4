"""WeCom 企业微信: the robot of a group. https://developer.work.weixin.qq.com/document/path/91770"""

from datetime import datetime, timedelta
from typing import ClassVar

from scheduler.notify.rates import Rate
from scheduler.notify.robot import Call, Robot


class Wecom(Robot):
    """20 messages a minute, texts of at most 2,048 bytes."""

    name = "wecom"
    hosts = ("qyapi.weixin.qq.com",)
    rates = (Rate(20, 60),)
    most = 2_048
    # a key that is none, or a robot that was removed; what can never be sent
    gone = frozenset((93000, 93004, 93008, 93017, 40008, 40058, 44004, 45002))
    busy: ClassVar = {45009: timedelta(minutes=1), 45033: timedelta(minutes=1)}

    def call(self, url: str, _secret: str, text: str, *, now: datetime) -> Call:  # noqa: ARG002
        return Call(url, {"msgtype": "text", "text": {"content": text}})

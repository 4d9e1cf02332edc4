"""Addresses of contacts as people may see them: which channel, and just enough to tell one from another."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from scheduler.language import say
from scheduler.store.vault import masked

NAMES: Mapping[str, str] = {
    "inbox": "站内",
    "console": "控制台",
    "sms": "短信",
    "email": "邮件",
    "webhook": "网络回调",
    "wecom": "企业微信",
    "dingtalk": "钉钉",
    "feishu": "飞书",
}
"""What people read for a channel: the msgid of its name."""

_TAIL = 4


def channel_name(channel: str) -> str:
    """The channel in the reader's language; one that is no more, as it was called."""
    return say(NAMES.get(channel, channel))


def shown(channel: str, address: str) -> str:
    """企业微信 …a1b2, 短信 138****5678, 邮件 l***@example.cn, 网络回调 hook.example.cn …a1b2."""
    return f"{channel_name(channel)} {_hint(channel, address)}"


def _hint(channel: str, address: str) -> str:
    if channel == "sms":
        return masked(address)
    if channel == "email":
        name, _, host = address.partition("@")
        return f"{name[:1]}***@{host}"
    tail = f"…{address.partition('#')[0][-_TAIL:]}"
    return f"{urlsplit(address).hostname} {tail}" if channel == "webhook" else tail

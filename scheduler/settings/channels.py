"""How messages go out: over which channels, where these may reach, how often they are tried."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from scheduler.errors import Misconfigured
from scheduler.language import say
from scheduler.settings.reading import number

CHANNELS = "REDVEST_CHANNELS"
SMS = "REDVEST_SMS"
MAIL = "REDVEST_MAIL"
HOSTS = "REDVEST_CHANNEL_HOSTS"
TRIES = "REDVEST_TRIES"
UNSURE = "REDVEST_IF_UNSURE"

KNOWN = ("inbox", "console", "sms", "email", "webhook", "wecom", "dingtalk", "feishu")
"""Every channel there is. The first two reach whoever has an account or a link, without an address."""

_NEEDS = {"sms": SMS, "email": MAIL}
_PORTS = {"https": 443, "http": 80}


class IfUnsure(StrEnum):
    """What happens to a message whose sender died between handing it over and noting that it had: it is sent again
    and may arrive twice, or it is skipped, may have been lost, and the admin is told."""

    AGAIN = "again"
    SKIP = "skip"


_UNSURE: Mapping[str, IfUnsure] = {name: IfUnsure.SKIP if name == "sms" else IfUnsure.AGAIN for name in KNOWN}


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where an address leads: scheme, host and port, nothing behind them."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, address: str) -> "Origin":
        """Of "https://host:port/…"; a host alone means https. Raises ValueError for what is no such address."""
        parts = urlsplit(address if "://" in address else f"https://{address}")
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError(f"not an address of http or https: {address!r}")
        return cls(parts.scheme, parts.hostname.lower(), parts.port or _PORTS[parts.scheme])


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """`on` are the channels in use; among those that reach a volunteer the first that can is taken. `sms` is where
    texts are handed in, `mail` the town's own mailbox as Apprise writes it. Contacts may lead to the `hosts`, beside
    the robots' own. `tries` is how often a message is tried before it is given up."""

    on: tuple[str, ...] = ("inbox", "console")
    sms: str | None = None
    mail: str | None = None
    hosts: frozenset[Origin] = frozenset()
    tries: int = 5
    unsure: Mapping[str, IfUnsure] = field(default_factory=lambda: _UNSURE)

    def if_unsure(self, name: str) -> IfUnsure:
        """What that channel does where nobody knows whether a message went out."""
        return self.unsure[name]

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "ChannelSettings":
        """Raises Misconfigured."""
        on = _channels(env.get(CHANNELS) or "inbox,console")
        for name, needed in _NEEDS.items():
            if name in on and not env.get(needed):
                raise Misconfigured(
                    say("{name} 里有 {channel}，但没有设置 {needed}", name=CHANNELS, channel=name, needed=needed)
                )
        return cls(
            on=on,
            sms=_sms(env.get(SMS)),
            mail=_mail(env.get(MAIL)),
            hosts=_hosts(env.get(HOSTS) or ""),
            tries=number(env, TRIES, least=1, most=20) or 5,
            unsure={**_UNSURE, **_if_unsure(env.get(UNSURE) or "")},
        )


def _words(text: str) -> list[str]:
    return [word for word in text.replace(",", " ").split() if word]


def _channels(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(_words(text)))
    for name in names:
        if name not in KNOWN:
            raise Misconfigured(
                say("{name} 里没有「{value}」这种渠道，只有 {known}", name=CHANNELS, value=name, known="、".join(KNOWN))
            )
    # The inbox is Redvest's own pages: it cannot be switched off, only come last.
    return names if "inbox" in names else (*names, "inbox")


def _hosts(text: str) -> frozenset[Origin]:
    try:
        return frozenset(map(Origin.of, _words(text)))
    except ValueError:
        raise Misconfigured(
            say("{name} 应为主机名或 https://主机:端口，以逗号分隔：{value}", name=HOSTS, value=text)
        ) from None


def _sms(address: str | None) -> str | None:
    if not address:
        return None
    parts = urlsplit(address)
    if not (parts.scheme == "file" and parts.path.startswith("/")) and not (parts.scheme in _PORTS and parts.hostname):
        raise Misconfigured(say("{name} 应为 file:///文件夹 或 https://网关地址", name=SMS))
    return address


def _mail(address: str | None) -> str | None:
    if address and urlsplit(address).scheme not in {"mailto", "mailtos"}:
        raise Misconfigured(say("{name} 应为 mailtos://用户:密码@邮件服务器 这样的地址", name=MAIL))
    return address or None


def _if_unsure(text: str) -> dict[str, IfUnsure]:
    found = {}
    for pair in _words(text):
        name, _, choice = pair.partition("=")
        if name not in KNOWN or choice not in set(IfUnsure):
            raise Misconfigured(say("{name} 应写成 sms=skip,wecom=again：{value}", name=UNSURE, value=pair))
        found[name] = IfUnsure(choice)
    return found

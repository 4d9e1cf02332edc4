"""Hosts: where contacts may lead. Whoever adds one must not make the server call addresses inside its own network."""

from urllib.parse import urlsplit

from scheduler.language import say
from scheduler.notify.channel import Undelivered
from scheduler.settings.channels import Origin


def origins(*hosts: str) -> frozenset[Origin]:
    """Those hosts, by https."""
    return frozenset(map(Origin.of, hosts))


def require_allowed(address: str, allowed: frozenset[Origin]) -> str:
    """The address, if it leads to one of the `allowed` origins and carries no login. Raises Undelivered, permanent,
    for any other; the reason does not show it."""
    try:
        origin, parts = Origin.of(address), urlsplit(address)
    except ValueError:
        raise Undelivered(say("地址应以 https:// 开头"), permanent=True) from None
    if parts.username is not None or any(sign <= " " or sign == "\\" for sign in address):
        raise Undelivered(say("地址里有不允许的字符"), permanent=True)
    if origin not in allowed:
        raise Undelivered(
            say("不允许发往 {host}，请管理员在 REDVEST_CHANNEL_HOSTS 中放行", host=origin.host), permanent=True
        )
    return address

"""Who helps with large towns."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from scheduler.errors import Misconfigured
from scheduler.language import say
from scheduler.settings.reading import choice

CLUSTER = "REDVEST_CLUSTER"
WITHOUT = "REDVEST_WITHOUT_CLUSTER"


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """`address` is that of a Dask cluster's scheduler, None for no help. `refuse`: fail where it is not there, rather
    than go on without."""

    address: str | None = None
    refuse: bool = False

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "ClusterSettings":
        """Raises Misconfigured."""
        without = choice(env, WITHOUT, ("here", "refuse"), default="here")
        return cls(_address(env.get(CLUSTER)), without == "refuse")


def _address(text: str | None) -> str | None:
    if not text:
        return None
    parts = urlsplit(text)
    if parts.scheme not in {"tcp", "tls"} or not parts.hostname or not _port(text):
        raise Misconfigured(say("{name} 应为 tcp:// 或 tls:// 开头、带端口的地址：{value}", name=CLUSTER, value=text))
    return text.rstrip("/")


def _port(text: str) -> int | None:
    try:
        return urlsplit(text).port
    except ValueError:
        return None

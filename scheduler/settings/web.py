"""How pages and REST are served."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from scheduler.errors import Misconfigured
from scheduler.language import say
from scheduler.settings.reading import number, switch
from scheduler.settings.tiles import tiles_of

URL = "REDVEST_URL"
_HOST, _PORT, _PROCESSES = "127.0.0.1", 8000, 2


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`host` and `port` are listened on by `processes` processes. `url` is how people reach it from outside, without
    a slash at its end; None: as the request says. `proxies` is the number of proxies in front whose word on the
    visitor's address is taken. `metrics_token` lets a program read /metrics from elsewhere than this machine; None:
    nobody may. `tiles` is where the pictures beneath a map come from, with {z}, {x} and {y} in it; None: no page
    asks for anything outside. `bulletin`: whether anybody may read the counts of /bulletin."""

    host: str = _HOST
    port: int = _PORT
    processes: int = _PROCESSES
    url: str | None = None
    proxies: int = 0
    metrics_token: str | None = None
    tiles: str | None = None
    bulletin: bool = False

    @property
    def secure(self) -> bool:
        """Whether cookies may go over https only."""
        return bool(self.url and self.url.startswith("https://"))

    @property
    def tile_origin(self) -> str | None:
        """Scheme, host and port of the tiles: all that a page may ask besides us."""
        return "/".join(self.tiles.split("/")[:3]) if self.tiles else None

    @property
    def address(self) -> str:
        """How people reach it, as far as the settings know."""
        return self.url or f"http://{self.host}:{self.port}"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "WebSettings":
        """Raises Misconfigured."""
        return cls(
            host=env.get("REDVEST_HOST") or _HOST,
            port=number(env, "REDVEST_PORT", least=1, most=65_535) or _PORT,
            processes=number(env, "REDVEST_WEB_PROCESSES", least=1, most=256) or _PROCESSES,
            url=_url(env.get(URL)),
            proxies=number(env, "REDVEST_PROXIES", most=9) or 0,
            metrics_token=env.get("REDVEST_METRICS_TOKEN") or None,
            tiles=tiles_of(env),
            bulletin=switch(env, "REDVEST_BULLETIN", default=False),
        )


def _url(text: str | None) -> str | None:
    if not text:
        return None
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
        raise Misconfigured(say("{name} 应为 http:// 或 https:// 开头的地址：{value}", name=URL, value=text))
    return text.rstrip("/")

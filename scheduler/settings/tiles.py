"""Where the pictures beneath a map come from."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from scheduler.errors import Misconfigured
from scheduler.language import say

TILES = "REDVEST_TILES"
_HOST = re.compile(r"[\w.-]+(:\d{1,5})?", re.ASCII)


def tiles_of(env: Mapping[str, str]) -> str | None:
    """The address with {z}, {x} and {y} in it, None for none. Raises Misconfigured."""
    text = env.get(TILES)
    if not text:
        return None
    parts = urlsplit(text)
    asked = all(f"{{{name}}}" in text for name in "zxy")
    # The host becomes part of what browsers are told to trust: nothing else may stand there.
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.netloc) or not asked:
        raise Misconfigured(
            say("{name} 应为 https://主机/{{z}}/{{x}}/{{y}}.png 这样的地址：{value}", name=TILES, value=text)
        )
    return text

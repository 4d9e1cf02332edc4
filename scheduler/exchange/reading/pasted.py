"""Coordinates as people paste them: numbers, or a link out of 高德, 百度 or 腾讯; and which system they are in."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from scheduler.exchange.reading.places import coordinate, coordinate_system, path
from scheduler.exchange.reading.tidy import Unreadable, filled
from scheduler.geo import Pair
from scheduler.language import say

_LINK = re.compile(r"(?:https?://)?[\w.-]+\.(?:com|cn)/\S*")
_HOSTS = {
    "amap.com": "gcj02",
    "autonavi.com": "gcj02",
    "qq.com": "gcj02",
    "baidu.com": "bd09",
    "tianditu.gov.cn": "wgs84",
}
_NAMES = ("position", "location", "latlng", "lnglat", "q", "p", "marker", "coord", "center", "dest", "to")
_TYPES = {"wgs84": "wgs84", "gcj02": "gcj02", "bd09ll": "bd09", "gps": "wgs84", "gaode": "gcj02", "baidu": "bd09"}
_PAIR = re.compile(r"(\d{1,3}\.\d+)\s*,\s*(\d{1,3}\.\d+)")
_NAMED = re.compile(r"^\s*(wgs-?84|gps|gcj-?02|bd-?09|高德|腾讯|百度|天地图)[坐标系]*\s*[::]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pasted:
    """Pairs of (longitude, latitude) in degrees as they stood there; `system` is "wgs84", "gcj02" or "bd09" where
    what was pasted says so, None where it does not."""

    path: tuple[Pair, ...]
    system: str | None


def pasted(value: object) -> Pasted:
    """What somebody pasted into the field of a place. Raises Unreadable."""
    text = filled(value)
    if link := _LINK.search(text):
        return _of_link(link[0])
    if named := _NAMED.match(text):
        return Pasted(path(text[named.end() :]), coordinate_system(named[1]))
    return Pasted(path(text), None)


def _of_link(link: str) -> Pasted:
    parts = urlsplit(link if "://" in link else f"https://{link}")
    host = parts.hostname or ""
    system = next((system for end, system in _HOSTS.items() if host == end or host.endswith(f".{end}")), None)
    query = {name.lower(): values[0] for name, values in parse_qs(f"{parts.query}&{parts.fragment}").items()}
    told = next((_TYPES[query[name].lower()] for name in ("coord_type", "coordtype", "coordinate", "coords")
                 if query.get(name, "").lower() in _TYPES), None)  # fmt: skip
    texts = [*(query[name] for name in _NAMES if name in query), unquote(link)]
    pair = next((found for text in texts if (found := _PAIR.search(text))), None)
    if pair is None:
        raise Unreadable(say("这个链接里没有坐标：请在地图上点右键复制坐标，或粘贴经度,纬度"))
    return Pasted((coordinate(f"{pair[1]},{pair[2]}"),), told or system)

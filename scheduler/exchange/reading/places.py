"""Coordinates as people paste them out of a map: 116.7041,39.5232, either order, degrees and minutes too."""

import re

from scheduler.exchange.reading.tidy import Unreadable, filled
from scheduler.language import say

_NUMBER = r"(\d{1,3}(?:\.\d+)?)"
_DEGREES = rf"{_NUMBER}(?:[°度](?:{_NUMBER}['′’分])?(?:{_NUMBER}(?:[\"″”秒]|''|′′))?)?"
_SIDE = "(?:东经|北纬|经度|纬度|[EN])?:?"
_PAIR = re.compile(rf"{_SIDE}{_DEGREES}[EN]?[,、/ ]{_SIDE}{_DEGREES}[EN]?")
_SPACED = re.compile(r"\s*([,、/:])\s*|(?<=[经纬])\s+|(?<=[°度'′分])\s+(?=\d)")
_SYSTEMS = {
    "wgs84": "wgs84", "gps": "wgs84", "天地图": "wgs84", "cgcs2000": "wgs84", "国家2000": "wgs84",
    "gcj02": "gcj02", "高德": "gcj02", "腾讯": "gcj02", "火星": "gcj02", "微信": "gcj02",
    "bd09": "bd09", "百度": "bd09",
}  # fmt: skip


def coordinate(value: object) -> tuple[float, float]:
    """(longitude, latitude) in degrees of a place in China, whichever stands first. Raises Unreadable."""
    match = _PAIR.fullmatch(_SPACED.sub(r"\1", filled(value).strip("()[] ")))
    if match is None:
        raise _odd(value)
    one, other = _degrees(*match.groups()[:3]), _degrees(*match.groups()[3:])
    # No longitude of China is as small as its greatest latitude, so the order written can be told.
    longitude, latitude = max(one, other), min(one, other)
    if not (73 <= longitude <= 136 and 3 <= latitude <= 54):
        raise Unreadable(say("这个位置不在国内：经度应在 73 到 136，纬度应在 3 到 54"))
    return longitude, latitude


def path(value: object) -> tuple[tuple[float, float], ...]:
    """The corners of a line, or a point's one place, between ; or line breaks, each as in `coordinate`."""
    return tuple(coordinate(piece) for piece in re.split(r"\s*[;\n|]\s*", filled(value).strip("; ")))


def coordinate_system(value: object) -> str:
    """Which of "wgs84", "gcj02", "bd09", by name or by map: 高德, 百度, GPS. Raises Unreadable."""
    text = re.sub(r"[\s_-]|坐标系?|地图$", "", filled(value).lower())
    for word, system in _SYSTEMS.items():
        if text.startswith(word):
            return system
    raise Unreadable(say("坐标系请写 WGS84、GCJ02（高德、腾讯）或 BD09（百度）"))


def _degrees(whole: str, minutes: str | None, seconds: str | None) -> float:
    return round(float(whole) + float(minutes or 0) / 60 + float(seconds or 0) / 3600, 7)


def _odd(value: object) -> Unreadable:
    return Unreadable(say("看不懂坐标“{value}”，请写成 116.7041,39.5232", value=filled(value)[:30]))

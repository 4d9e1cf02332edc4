"""Columns for where something is, shared by units, points and volunteers."""

from scheduler.exchange import words
from scheduler.exchange.town.column import Column, Misfit, Row
from scheduler.geo import Pair, to_wgs84
from scheduler.language import say

SYSTEMS = ("高德", "百度", "WGS84")


def longitude_and_latitude(*fills: str) -> tuple[Column, ...]:
    """The pair of columns that other systems export, read though the template has one column for both."""
    return (
        Column(title="经度", field="longitude", read=words.number, aliases=("lng", "lon"), offered=False, fills=fills),
        Column(title="纬度", field="latitude", read=words.number, aliases=("lat",), offered=False, fills=fills),
    )


def system(*fills: str) -> Column:
    return Column(
        title="坐标系",
        field="system",
        read=words.coordinate_system,
        aliases=("坐标来源", "坐标类型"),
        fills=fills,
        note="坐标从哪个地图上取的：高德（腾讯、微信同）、百度，或 WGS84（GPS、天地图）。不填按 WGS84，可能偏几百米。",
        width=10,
        choices=SYSTEMS,
        example="高德",
    )


def typed_pair(row: Row) -> Pair | None:
    """The pair in the columns 经度 and 纬度, None when both are empty. Raises Misfit."""
    longitude, latitude = row.get("longitude"), row.get("latitude")
    if longitude is None and latitude is None:
        return None
    if longitude is None or latitude is None:
        raise Misfit("latitude" if latitude is None else "longitude", say("经度和纬度要么都填，要么都不填"))
    if 3 <= longitude <= 54 and 73 <= latitude <= 136:
        raise Misfit("longitude", say("经度和纬度填反了，请对调"))
    if not (73 <= longitude <= 136 and 3 <= latitude <= 54):
        raise Misfit("longitude", say("这个位置不在国内：经度应在 73 到 136，纬度应在 3 到 54"))
    return longitude, latitude


def converted(pair: Pair, came_in: str) -> Pair:
    """WGS-84, to the centimetre, so that the same file gives the same numbers on every machine."""
    longitude, latitude = to_wgs84(pair, came_in)
    return round(longitude, 7), round(latitude, 7)

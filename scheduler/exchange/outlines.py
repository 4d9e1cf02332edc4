"""Outlines of grids from GeoJSON (RFC 7946): polygons in degrees, each with the grid it says it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import orjson

from scheduler.errors import Fault, Invalid
from scheduler.exchange.crossing import Pair, crossing
from scheduler.geo import to_wgs84
from scheduler.language import say

MOST_CORNERS = 40_000
_CODES = ("code", "编号", "grid", "adcode")
_NAMES = ("name", "名称", "网格")
_DEGREES = ("4326", "4490", "CRS84")
"""What a file may call longitude and latitude: CGCS2000 (4490) is WGS-84 to the metre."""

Ring = list[list[float]]
Polygons = list[list[Ring]]


@dataclass(frozen=True, slots=True)
class Outline:
    """The feature called `where`: the grid's `code` or `name`, "" for what it does not say, and its polygons in WGS-84;
    None takes the boundary away."""

    where: str
    code: str
    name: str
    polygons: Polygons | None


def read_outlines(body: bytes, system: str) -> tuple[Outline, ...]:
    """The outlines of a file whose coordinates are of "wgs84", "gcj02" or "bd09".

    Raises Invalid, naming each place where it is wrong and what to do.
    """
    features = _features(body)
    found, faults = [], []
    for number, feature in enumerate(features, start=1):
        where = say("第 {number} 个图形", number=number)
        try:
            found.append(_outline(where, feature, system))
        except _Wrong as wrong:
            faults.append(Fault(where, wrong.value, wrong.advice))
    if faults:
        raise Invalid(say("有 {count} 个图形不能导入，什么都没有改动", count=len(faults)), faults)
    corners = sum(len(ring) for one in found for polygon in one.polygons or () for ring in polygon)
    if corners > MOST_CORNERS:
        raise _refused(str(corners), say("拐点太多，最多 {most} 个：请先在地图软件里简化边界", most=MOST_CORNERS))
    return tuple(found)


class _Wrong(Exception):  # noqa: N818 (becomes a fault)
    def __init__(self, value: object, advice: str) -> None:
        self.value, self.advice = str(value)[:40], advice


def _refused(value: str, advice: str) -> Invalid:
    return Invalid(say("这个文件不能导入，什么都没有改动"), [Fault(say("文件"), value[:40], advice)])


def _features(body: bytes) -> Sequence[Any]:
    try:
        told = orjson.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        raise _refused(body[:20].decode(errors="replace"), say("不是 GeoJSON：请从地图软件导出为 GeoJSON")) from None
    kind = told.get("type") if isinstance(told, dict) else None
    features = told.get("features") if kind == "FeatureCollection" else [told] if kind == "Feature" else None
    if not isinstance(features, list) or not features:
        raise _refused(str(kind), say("应为 FeatureCollection，里面是各网格的 Polygon 或 MultiPolygon"))
    system = _crs(told)
    if system and not any(name in system for name in _DEGREES):
        raise _refused(system, say("坐标要是经纬度：请重新导出，坐标系选 EPSG:4326"))
    return features


def _crs(told: Mapping[str, Any]) -> str:
    crs = told.get("crs")
    named = crs.get("properties") if isinstance(crs, dict) else None
    return str(named.get("name", "")) if isinstance(named, dict) else ""


def _outline(where: str, feature: Any, system: str) -> Outline:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise _Wrong(feature, say("应为 Feature"))
    said = feature.get("properties")
    said = said if isinstance(said, dict) else {}
    code, name = _said(said, _CODES), _said(said, _NAMES)
    if not code and not name:
        raise _Wrong("、".join(map(str, said)), say("属性里要有 code（网格编号）或 name（网格名称）"))
    return Outline(where, code, name, _polygons(feature.get("geometry"), system, name or code))


def _said(properties: Mapping[str, Any], names: Sequence[str]) -> str:
    found = (properties.get(name) for name in names)
    return next((str(value).strip() for value in found if value not in (None, "")), "")


def _polygons(geometry: Any, system: str, grid: str) -> Polygons | None:
    if geometry is None:
        return None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise _Wrong(kind, say("网格的边界要是面（Polygon 或 MultiPolygon）"))
    told = geometry.get("coordinates")
    polygons = [told] if kind == "Polygon" else told
    if not _listed(polygons) or not all(_listed(polygon) for polygon in polygons):
        raise _Wrong(kind, say("没有坐标"))
    rings = [[_ring(ring) for ring in polygon] for polygon in polygons]
    _uncrossed(list(chain.from_iterable(rings)), grid)
    return [[_in_wgs84(ring, system) for ring in polygon] for polygon in rings]


def _listed(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


def _ring(ring: Any) -> list[Pair]:
    if not _listed(ring):
        raise _Wrong(ring, say("没有坐标"))
    pairs = [_pair(spot) for spot in ring]
    pairs = pairs if pairs[0] == pairs[-1] else [*pairs, pairs[0]]
    if len(set(pairs)) < 3:
        raise _Wrong(len(set(pairs)), say("一圈至少要有三个不同的拐点"))
    return pairs


def _uncrossed(rings: Sequence[list[Pair]], grid: str) -> None:
    """Raises _Wrong where a ring crosses itself or another of the same grid."""
    for ring in rings:
        if (spot := crossing(ring)) is not None:
            told = say("边界在经纬度 {there} 处与自己交叉：请在地图软件里把那里改好", there=_told(spot))
            raise _Wrong(grid, told)
    if len(rings) > 1 and (spot := crossing(*rings)) is not None:
        told = say("边界的两圈在经纬度 {there} 处相互交叉：请在地图软件里把那里改好", there=_told(spot))
        raise _Wrong(grid, told)


def _told(spot: Pair) -> str:
    return f"{spot[0]:.5f}, {spot[1]:.5f}"


def _in_wgs84(ring: Iterable[Pair], system: str) -> Ring:
    # To a tenth of a metre: the same file gives the same numbers on every machine.
    return [[round(value, 6) for value in to_wgs84(pair, system)] for pair in ring]


def _pair(spot: Any) -> Pair:
    known = isinstance(spot, list) and len(spot) >= 2
    if not known or any(isinstance(value, bool) or not isinstance(value, int | float) for value in spot[:2]):
        raise _Wrong(spot, say("拐点应写成 [经度, 纬度]"))
    longitude, latitude = float(spot[0]), float(spot[1])
    if 3 <= longitude <= 54 and 73 <= latitude <= 136:
        raise _Wrong(spot, say("经度和纬度填反了，请对调"))
    if max(abs(longitude), abs(latitude)) > 180:
        raise _Wrong(spot, say("坐标要是经纬度：请重新导出，坐标系选 EPSG:4326"))
    if not (73 <= longitude <= 136 and 3 <= latitude <= 54):
        raise _Wrong(spot, say("这个位置不在国内：经度应在 73 到 136，纬度应在 3 到 54"))
    return longitude, latitude

"""Outlines of grids from GeoJSON: what is right comes in, what is wrong is refused with where and what to do."""

import json
from typing import Any

import pytest

from scheduler.errors import Invalid
from scheduler.exchange.outlines import read_outlines
from scheduler.geo import metres

SQUARE = [[116.7, 39.5], [116.8, 39.5], [116.8, 39.6], [116.7, 39.5]]


def a_file(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def a_grid(coordinates: Any, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties or {"code": "g1"}}


def test_a_polygon_comes_in_with_the_grid_it_says_it_is() -> None:
    (found,) = read_outlines(a_file(a_grid([SQUARE], code="g1", name="一街道")), "wgs84")

    assert (found.code, found.name, found.polygons) == ("g1", "一街道", [[SQUARE]])


def test_several_polygons_holes_and_chinese_properties_come_in() -> None:
    hole = [[116.75, 39.52], [116.76, 39.52], [116.76, 39.53], [116.75, 39.52]]
    told = a_grid([[SQUARE, hole], [SQUARE]], "MultiPolygon", 编号="g1")

    (found,) = read_outlines(a_file(told), "wgs84")

    assert (found.code, found.polygons) == ("g1", [[SQUARE, hole], [SQUARE]])


def test_a_ring_that_is_open_is_closed_and_heights_are_left_out() -> None:
    (found,) = read_outlines(a_file(a_grid([[[*spot, 12.5] for spot in SQUARE[:-1]]])), "wgs84")

    assert found.polygons == [[SQUARE]]


def test_no_geometry_takes_a_boundary_away() -> None:
    (found,) = read_outlines(a_file({"type": "Feature", "geometry": None, "properties": {"code": "g1"}}), "wgs84")

    assert found.polygons is None


@pytest.mark.parametrize(("system", "least", "most"), [("gcj02", 300, 700), ("bd09", 600, 1600)])
def test_other_systems_are_turned_into_wgs84(system: str, least: int, most: int) -> None:
    (found,) = read_outlines(a_file(a_grid([SQUARE])), system)

    assert found.polygons is not None
    there = found.polygons[0][0][0]
    assert least < metres((there[0], there[1]), (116.7, 39.5)) < most


@pytest.mark.parametrize(
    ("body", "where", "advice"),
    [
        pytest.param(b"PK\x03\x04", "文件", "不是 GeoJSON", id="an archive"),
        pytest.param(b"[1]", "文件", "应为 FeatureCollection", id="a list"),
        pytest.param(a_file(), "文件", "应为 FeatureCollection", id="nothing in it"),
        pytest.param(
            a_file(a_grid([SQUARE]), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}),
            "文件",
            "坐标系选 EPSG:4326",
            id="metres, as it says",
        ),
        pytest.param(a_file(a_grid([[[12990000.0, 4790000.0]] * 4])), "第 1 个图形", "坐标系选 EPSG:4326", id="metres"),
        pytest.param(a_file(a_grid([[[39.5, 116.7]] * 4])), "第 1 个图形", "填反了", id="the wrong way round"),
        pytest.param(a_file(a_grid([[[2.3, 48.8]] * 4])), "第 1 个图形", "不在国内", id="elsewhere"),
        pytest.param(a_file(a_grid([SQUARE[:2]])), "第 1 个图形", "三个不同的拐点", id="two corners"),
        pytest.param(a_file(a_grid([["a", "b", "c"]])), "第 1 个图形", "应写成", id="no numbers"),
        pytest.param(a_file(a_grid([])), "第 1 个图形", "没有坐标", id="no ring"),
        pytest.param(a_file(a_grid([1])), "第 1 个图形", "没有坐标", id="a number for a ring"),
        pytest.param(a_file(a_grid([116.7, 39.5], "Point")), "第 1 个图形", "要是面", id="a point"),
        pytest.param(a_file(a_grid([SQUARE]), a_grid([SQUARE], x=1)), "第 2 个图形", "属性里要有", id="no grid"),
        pytest.param(a_file(3), "第 1 个图形", "应为 Feature", id="no feature"),
    ],
)
def test_what_is_wrong_is_refused_with_where_and_what_to_do(body: bytes, where: str, advice: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_outlines(body, "wgs84")

    (fault,) = refused.value.faults
    assert fault.where == where
    assert advice in fault.advice


def test_a_boundary_that_crosses_itself_is_refused_with_its_grid_and_where() -> None:
    bow_tie = [[116.7, 39.5], [116.8, 39.6], [116.8, 39.5], [116.7, 39.6], [116.7, 39.5]]

    with pytest.raises(Invalid) as refused:
        read_outlines(a_file(a_grid([bow_tie], code="g1", name="一街道")), "gcj02")

    (fault,) = refused.value.faults
    assert (fault.where, fault.value) == ("第 1 个图形", "一街道")
    assert "116.75000, 39.55000 处与自己交叉" in fault.advice  # as the file has it


@pytest.mark.parametrize(
    ("coordinates", "kind"),
    [
        pytest.param([SQUARE, [[116.75, 39.52], [116.85, 39.52], [116.75, 39.51]]], "Polygon", id="a hole reaches out"),
        pytest.param([[SQUARE], [[[116.75, 39.52], [116.85, 39.52], [116.75, 39.51]]]], "MultiPolygon", id="two parts"),
    ],
)
def test_two_rings_of_one_grid_that_cross_are_refused_with_the_grid_and_where(coordinates: Any, kind: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_outlines(a_file(a_grid([SQUARE], code="g1"), a_grid(coordinates, kind, code="g2", name="二街道")), "wgs84")

    (fault,) = refused.value.faults
    assert (fault.where, fault.value) == ("第 2 个图形", "二街道")
    assert "边界的两圈在经纬度 116.80000, 39.5" in fault.advice  # at the eastern side of the square


def test_boundaries_of_two_grids_may_lie_over_one_another() -> None:
    """Grids of several levels do."""
    other = [[116.75, 39.52], [116.85, 39.52], [116.75, 39.51], [116.75, 39.52]]

    found = read_outlines(a_file(a_grid([SQUARE], code="g1"), a_grid([other], code="g2")), "wgs84")

    assert [one.code for one in found] == ["g1", "g2"]


def test_too_many_corners_are_refused() -> None:
    ring = [[116 + n / 100_000, 39.5] for n in range(40_001)]

    with pytest.raises(Invalid) as refused:
        read_outlines(a_file(a_grid([ring])), "wgs84")

    assert "简化边界" in refused.value.faults[0].advice

"""Where things are, as a town's file tells it."""

from collections.abc import Callable

import pytest

from scheduler.exchange.town_file import Reading

Read = Callable[..., Reading]


def test_a_road_given_by_its_corners_is_measured(read: Read) -> None:
    # Two hundredths of a degree north are 0.02 * 111 195.08 m = 2 223.9 m.
    path = "116.70,39.50；116.70,39.51；116.70,39.52"
    reading = read({"点位": [["点位名称", "类别", "坐标", "坐标系"], ["新华路", "路段", path, "GPS"]]})

    assert reading.points[0].length == pytest.approx(2223.9, abs=0.1)
    assert reading.points[0].path == reading.points[0].came_path == ((116.7, 39.5), (116.7, 39.51), (116.7, 39.52))


def test_a_coordinate_from_a_chinese_map_is_kept_both_ways(read: Read) -> None:
    # coordtransform's README: WGS-84 (116.404, 39.915) is (116.41024449916938, 39.91640428150164) in GCJ-02.
    row = ["甲路口", "路口", 116.4102445, 39.9164043, "高德"]
    reading = read({"点位": [["点位名称", "类别", "经度", "纬度", "坐标系"], row]})

    point = reading.points[0]
    assert point.came_in == "gcj02"
    assert point.came_path == ((116.4102445, 39.9164043),)
    assert point.path[0] == pytest.approx((116.404, 39.915), abs=1e-6)


def test_a_unit_in_the_title_of_a_measure_holds_below_it(read: Read) -> None:
    reading = read(
        {"点位": [["点位名称", "类别", "长度（公里）"], ["新华路", "路段", 1.2], ["文明路", "路段", "850米"]]}
    )

    assert [point.length for point in reading.points] == [1200, 850]


def test_the_steps_of_a_grid_are_told_by_their_endings(read: Read) -> None:
    reading = read(
        {
            "点位": [
                ["点位名称", "类别", "网格"],
                ["甲", "路口", "广阳区/新开路街道/和平社区"],
                ["乙", "路口", "某镇/某村"],
            ]
        }
    )

    assert [[(step.level, step.name) for step in point.grid] for point in reading.points] == [
        [("district", "广阳区"), ("street", "新开路街道"), ("community", "和平社区")],
        [("street", "某镇"), ("community", "某村")],
    ]

"""A column that says 编号 of a unit or a point is read wherever one is referred to."""

from collections.abc import Callable

from scheduler.exchange.town_file import Reading

Read = Callable[..., Reading]


def test_every_sheet_may_name_units_and_points_by_a_column_of_codes(read: Read) -> None:
    reading = read(
        {
            "单位": [["单位编号", "单位名称", "上级单位编号"], ["u1", "财政局", None], ["u2", "国库科", "u1"]],
            "点位": [["点位编号", "点位名称", "类别"], ["p1", "新华路口", "路口"]],
            "分包": [["单位编号", "点位编号"], ["u1", "p1"]],
            "志愿者": [["姓名", "单位编号"], ["张三", "u1"]],
            "请假": [["志愿者编号", "单位编号", "开始"], ["张三", "u1", "2026-12-01"]],
            "班次": [["班次", "日子类型", "时段", "点位编号"], ["早高峰", "工作日", "7:30-8:30", "p1"]],
        }
    )

    assert (reading.faults, reading.warnings) == ((), ())
    assert [(unit.code, unit.parent) for unit in reading.units] == [("u1", None), ("u2", "u1")]
    assert [(one.unit, one.point) for one in reading.stewardships] == [("u1", "p1")]
    assert [(one.name, one.unit) for one in reading.volunteers] == [("张三", "u1")]
    assert [(one.volunteer, one.unit) for one in reading.absences] == [("张三", "u1")]
    assert [one.points for one in reading.patterns] == [("p1",)]


def test_where_names_and_codes_stand_side_by_side_the_first_is_read_and_the_other_told(read: Read) -> None:
    reading = read({"志愿者": [["姓名", "单位名称", "单位编号"], ["张三", "财政局", "u1"]]})

    assert [one.unit for one in reading.volunteers] == ["财政局"]
    assert any("单位编号" in warning for warning in reading.warnings)

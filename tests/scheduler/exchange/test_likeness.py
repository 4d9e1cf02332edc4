"""Headings that nobody knows: asked about where they look like one of ours, passed over in one breath where not."""

from collections.abc import Callable

import pytest

from scheduler.errors import Invalid
from scheduler.exchange.town_file import Reading

Read = Callable[..., Reading]
PHONE = "13900000001"


def a_list(read: Read, heading: str, cell: object = "甲") -> Reading:
    """People with such a column beside their names."""
    return read({"志愿者": [["姓名", "单位", heading], ["张三", "住建局", cell], ["李四", "税务局", None]]})


@pytest.mark.parametrize(
    "heading",
    ["备注", "性别", "民族", "学历", "职务", "入党时间", "紧急联系人电话", "血型", "积分", "家庭地址", "邮政编码"],
)
def test_a_column_of_the_towns_own_is_said_and_nobody_is_asked(read: Read, heading: str) -> None:
    reading = a_list(read, heading)

    assert (reading.faults, reading.warnings) == ((), ())
    assert reading.notes == (f"「志愿者」里这些列没有读入：{heading}",)


def test_all_such_columns_of_a_sheet_are_one_sentence(read: Read) -> None:
    reading = read({"志愿者": [["序号", "姓名", "单位", "备注", "性别"], [1, "张三", "住建局", None, "男"]]})

    assert reading.notes == ("「志愿者」里这些列没有读入：备注、性别",)


@pytest.mark.parametrize("heading", ["序号", "备注", "性别"])
def test_a_list_of_one_column_of_ours_is_found_beside_columns_of_the_towns_own(read: Read, heading: str) -> None:
    reading = read({"Sheet1": [[heading, "单位名称"], [None, "住建局"]]})

    assert [unit.name for unit in reading.units] == ["住建局"]


@pytest.mark.parametrize("heading", ["出生年月", "政治面貌"])
def test_what_is_known_by_such_a_name_is_read(read: Read, heading: str) -> None:
    reading = a_list(read, heading, None)

    assert (reading.warnings, reading.notes) == ((), ())


@pytest.mark.parametrize(
    ("heading", "cell", "column"),
    [
        pytest.param("手机号吗", None, "手机", id="a slip of the pen"),
        pytest.param("本人移动电话", None, "手机", id="as it ends"),
        pytest.param("能打通的号", PHONE, "手机", id="by what stands below"),
        pytest.param("所任岗位", "引导员", "岗位角色", id="another one"),
    ],
)
def test_a_column_that_looks_like_one_of_ours_is_asked_about(
    read: Read, heading: str, cell: object, column: str
) -> None:
    reading = a_list(read, heading, cell)

    assert reading.notes == ()
    assert reading.warnings == (f"志愿者!第1行·{heading} 没有读入：像是“{column}”，是的话请说明",)


def test_a_column_that_the_sheet_has_already_is_not_asked_about_again(read: Read) -> None:
    reading = read({"志愿者": [["姓名", "单位", "手机", "备用的号"], ["张三", "住建局", PHONE, PHONE]]})

    assert (reading.warnings, reading.notes) == ((), ("「志愿者」里这些列没有读入：备用的号",))


def test_two_columns_are_not_both_taken_for_the_same(read: Read) -> None:
    reading = read({"志愿者": [["姓名", "单位", "本人移动电话", "家里电话"], ["张三", "住建局", PHONE, PHONE]]})

    assert len(reading.warnings) == 1
    assert reading.notes == ("「志愿者」里这些列没有读入：家里电话",)


def test_two_headings_that_end_like_the_one_column_needed_make_no_list_of_units(read: Read) -> None:
    with pytest.raises(Invalid, match="没有认得的表"):
        read({"上岗": [["人员名称", "所在单位", "联系方式"], ["张三", "住建局", PHONE]]})

"""Every wrong place of a town's file is named with what to do about it."""

from collections.abc import Callable, Sequence

import pytest

from scheduler.exchange.town_file import Reading

Rows = Sequence[Sequence[object]]
Read = Callable[..., Reading]

PEOPLE = ["姓名", "单位", "手机", "出生年份", "每周上限"]
POINTS = ["点位名称", "类别", "经度", "纬度"]
STEWARDS = ["单位", "点位", "起始日期", "截止日期"]
PATTERNS = ["班次名称", "日子类型", "时段", "夏季时段", "主题"]


@pytest.mark.parametrize(
    ("sheet", "rows", "where", "value", "advice"),
    [
        pytest.param(
            "志愿者", [PEOPLE, ["张三", None]], "志愿者!第2行·单位", "", "不能空着", id="a required cell is empty"
        ),
        pytest.param(
            "志愿者", [PEOPLE, ["张三", "甲", "138123"]], "志愿者!第2行·手机", "138123", "11 位", id="a phone"
        ),
        pytest.param(
            "志愿者",
            [PEOPLE, ["张三", "甲", None, "110101198501011234"]],
            "志愿者!第2行·出生年份",
            "110101198501011234",
            "身份证号",
            id="an id number is not wanted",
        ),
        pytest.param(
            "志愿者", [PEOPLE, ["张三", "甲", None, 2020]], "志愿者!第2行·出生年份", "2020", "年龄", id="a child"
        ),
        pytest.param(
            "志愿者", [PEOPLE, ["张三", "甲", None, None, "三四次"]], "志愿者!第2行·每周上限", "三四次", "", id="a cap"
        ),
        pytest.param(
            "志愿者",
            [PEOPLE, ["张三", "甲"], ["张三", "甲"]],
            "志愿者!第3行·编号",
            "张三",
            "志愿者!第2行",
            id="the same person twice",
        ),
        pytest.param(
            "志愿者", [["姓名", "手机"], ["张三", ""]], "志愿者", "单位", "缺少这一列", id="a column is missing"
        ),
        pytest.param("志愿者", [["张三", "甲"]], "志愿者", "", "找不到表头", id="no header"),
        pytest.param("点位", [POINTS, ["甲", "路口", 39.5, 116.7]], "点位!第2行·经度", "39.5", "填反了", id="swapped"),
        pytest.param("点位", [POINTS, ["甲", "路口", 116.7, None]], "点位!第2行·纬度", "", "都填", id="half a pair"),
        pytest.param("点位", [POINTS, ["甲", "路口", 2.35, 48.85]], "点位!第2行·经度", "2.35", "不在国内", id="abroad"),
        pytest.param(
            "点位",
            [POINTS, ["甲", "路口"], ["甲", "路口"]],
            "点位!第3行·编号",
            "甲",
            "点位!第2行 重复",
            id="a name twice",
        ),
        pytest.param(
            "分包",
            [STEWARDS, ["甲", "乙", "2026-6-7", "2026-6-1"]],
            "分包!第2行·截止日期",
            "2026-6-1",
            "早于",
            id="ends before",
        ),
        pytest.param("分包", [STEWARDS, ["甲", "乙", "6月7日"]], "分包!第2行·起始日期", "6月7日", "年份", id="no year"),
        pytest.param(
            "分包", [STEWARDS, ["甲、甲", "乙"]], "分包!第2行·单位", "甲、甲", "两次", id="a unit twice in a cell"
        ),
        pytest.param(
            "分包", [STEWARDS, ["甲", "乙"], ["甲", "乙"]], "分包!第3行·点位", "乙", "重复", id="a pair twice"
        ),
        pytest.param(
            "班次",
            [PATTERNS, ["早", "工作日", "8点到7点"]],
            "班次!第2行·时段",
            "8点到7点",
            "早于",
            id="times turned round",
        ),
        pytest.param(
            "班次",
            [PATTERNS, ["早", "工作日", "7:00-8:00", "6:00-7:00"]],
            "班次!第2行·夏季起",
            "",
            "都填",
            id="half a summer",
        ),
        pytest.param(
            "班次",
            [PATTERNS, ["早", "工作日", "7:00-8:00", None, "环保"]],
            "班次!第2行·主题",
            "环保",
            "起始日期",
            id="theme undated",
        ),
        pytest.param(
            "单位",
            [["单位名称", "上级单位"], ["甲", "乙"], ["乙", "甲"]],
            "单位!第2行·上级单位",
            "乙",
            "绕回",
            id="a circle of units",
        ),
        pytest.param(
            "请假",
            [["姓名", "开始", "结束"], ["张三", "2026-12-3", "2026-12-1"]],
            "请假!第2行·结束",
            "2026-12-1",
            "早于",
            id="absence",
        ),
    ],
)
def test_a_wrong_cell_is_named_with_what_to_do(
    read: Read, sheet: str, rows: Rows, where: str, value: str, advice: str
) -> None:
    faults = read({sheet: rows}).faults

    assert (faults[0].where, faults[0].value) == (where, value)
    assert advice in faults[0].advice


def test_all_faults_of_a_file_are_named_not_only_the_first(read: Read) -> None:
    reading = read({"志愿者": [PEOPLE, ["张三", None, "1"], ["李四", "甲"], [None, "甲", "2"]]})

    assert [fault.where for fault in reading.faults] == [
        "志愿者!第2行·单位",
        "志愿者!第2行·手机",
        "志愿者!第4行·姓名",
        "志愿者!第4行·手机",
    ]
    assert [volunteer.name for volunteer in reading.volunteers] == ["李四"]

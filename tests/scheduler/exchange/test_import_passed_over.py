"""What stands in a town's file and is no record of it: remarks, totals, examples, columns that nobody reads."""

from collections.abc import Callable

import pytest

from scheduler.exchange.town_file import Reading

Read = Callable[..., Reading]


def test_what_is_passed_over_is_told(read: Read) -> None:
    reading = read(
        {
            "志愿者": [
                ["姓名", "单位", "血型", "身份证号", "手机", "电话"],
                ["示例王五", "甲"],
                ["张三", "甲"],
                ["合计", "1人"],
            ],
            "食堂菜单": [["周一", "面条"]],
        }
    )

    assert reading.faults == ()
    assert len(reading.volunteers) == 1
    assert reading.notes == ("「志愿者」里这些列没有读入：血型",)
    assert reading.warnings == (
        "志愿者!第1行·身份证号 没有读入：系统不收身份证号，请从文件里删去",
        "志愿者!第1行·电话 没有读入：与“手机”是同一列",
        "工作表「食堂菜单」不认得，没有读入",
        "志愿者!第2行·示例王五 没有读入：这是示例行，请改掉“示例”二字",
        "志愿者!第4行·合计 没有读入：看来是说明文字",
    )


@pytest.mark.parametrize("total", ["合计", "合 计", "总计：", "共计3人", "小计 3"])
@pytest.mark.parametrize("beside", ["序号", "片区"])
def test_a_total_under_a_column_that_is_not_read_is_no_row(read: Read, beside: str, total: str) -> None:
    header = [beside, "执勤路口", "责任单位", "人数"]

    reading = read({"分包": [header, [1, "新华路口", "财政局", 3], [total, None, None, 3]]})

    assert (reading.faults, len(reading.stewardships)) == ((), 1)
    assert reading.warnings[-1].startswith("分包!第3行·" + total.replace("：", ":"))


def test_a_row_whose_number_is_no_remark_is_read_though_its_number_is_not(read: Read) -> None:
    reading = read({"志愿者": [["组别", "姓名", "单位"], ["备勤", "张三", "甲"], ["说明组", "李四", "甲"]]})

    assert len(reading.volunteers) == 2

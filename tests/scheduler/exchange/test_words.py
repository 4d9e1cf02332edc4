"""Numbers, yes or no, people, roles and places as people type them."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.exchange import words
from scheduler.exchange.words import Unreadable

READ: list[tuple[Callable[..., Any], object, object]] = [
    (words.whole, "5", 5), (words.whole, 5.0, 5), (words.whole, "５ 人", 5), (words.whole, "十二", 12),
    (words.whole, "两名", 2), (words.whole, "1，200", 1200), (words.whole, "\u200b7\u3000", 7), (words.whole, 0, 0),
    (words.number, "1.5", 1.5), (words.number, "-3", -3.0), (words.number, "1,200.5", 1200.5),
    (words.percent, "30%", 30), (words.percent, "３０％", 30), (words.percent, 30, 30), (words.percent, 0.3, 30),
    (words.percent, 0.1 + 0.2, 30), (words.percent, "百分之30", 30), (words.percent, "1%", 1),
    (words.metres, 850, 850.0), (words.metres, "850米", 850.0), (words.metres, "1.2公里", 1200.0),
    (words.metres, "1.2 KM", 1200.0), (words.metres, "１２００ｍ", 1200.0),
    (words.minutes, 30, 30), (words.minutes, "30分钟", 30), (words.minutes, "1.5小时", 90),
    (words.minutes, "半小时", 30), (words.minutes, "两个小时", 120), (words.minutes, "0", 0),
    (words.yes_no, "是", True), (words.yes_no, "√", True), (words.yes_no, "有", True), (words.yes_no, "Ｙ", True),
    (words.yes_no, "yes", True), (words.yes_no, 1.0, True), (words.yes_no, True, True), (words.yes_no, "党员", True),
    (words.yes_no, "否", False), (words.yes_no, "×", False), (words.yes_no, "无", False), (words.yes_no, "N", False),
    (words.yes_no, 0, False), (words.yes_no, False, False), (words.yes_no, "群众", False),
    (words.yes_no, "", None), (words.yes_no, None, None), (words.yes_no, " / ", None), (words.yes_no, "—", None),
    (words.phone, "13812345678", "13812345678"), (words.phone, 13812345678.0, "13812345678"),
    (words.phone, "138 1234 5678", "13812345678"), (words.phone, "138－1234－5678", "13812345678"),
    (words.phone, "+86 138-1234-5678", "13812345678"), (words.phone, "86-13812345678", "13812345678"),
    (words.phone, "１３８１２３４５６７８", "13812345678"), (words.phone, "0316-1234567", "0316-1234567"),
    (words.phone, "03161234567", "0316-1234567"), (words.phone, "（0316）1234567", "0316-1234567"),
    (words.phone, "010-12345678", "010-12345678"), (words.phone, "0316-1234567转801", "0316-1234567-801"),
    (words.name, "张　三", "张三"), (words.name, " 李四\u200b", "李四"), (words.name, "John  Smith", "John Smith"),
    (words.names, "张三、李四", ("张三", "李四")),
    (words.names, "张三，李四；王五/赵六", ("张三", "李四", "王五", "赵六")),
    (words.names, "张三\n李四", ("张三", "李四")), (words.names, "张三 李四", ("张三", "李四")),
    (words.names, "张 三、李四光", ("张三", "李四光")), (words.names, "张　三 李四光", ("张三", "李四光")),
    (words.names, "张 三 李 四", ("张三", "李四")), (words.names, "买买提·艾力", ("买买提·艾力",)),
    (words.names, "张三、", ("张三",)), (words.names, None, ()),
    (words.code, "P 01", "P01"), (words.code, 1001.0, "1001"), (words.code, "Ｐ０１", "P01"),
    (words.codes, "P01、P02 P03\nP04", ("P01", "P02", "P03", "P04")), (words.codes, 1001.0, ("1001",)),
    (words.codes, "", ()),
    (words.text, " 雨天\n顺延 ", "雨天 顺延"), (words.text, "  ", None),
    (words.roles, "带班领导1、引导员2", {"带班领导": 1, "引导员": 2}),
    (words.roles, "带班领导×1，引导员*2", {"带班领导": 1, "引导员": 2}),
    (words.roles, "1名带班领导、2名引导员", {"带班领导": 1, "引导员": 2}),
    (words.roles, "带班领导 1 引导员 2", {"带班领导": 1, "引导员": 2}),
    (words.roles, "带班领导：1；引导员：2", {"带班领导": 1, "引导员": 2}),
    (words.roles, "引导员两名", {"引导员": 2}), (words.roles, "带班领导和引导员", {"带班领导": 1, "引导员": 1}),
    (words.roles, "负责人", {"负责人": 1}), (words.roles, "引导员0", {}), (words.roles, None, {}),
    (words.coordinate, "116.7041,39.5232", (116.7041, 39.5232)),
    (words.coordinate, "39.5232，116.7041", (116.7041, 39.5232)),
    (words.coordinate, "[116.7041, 39.5232]", (116.7041, 39.5232)),
    (words.coordinate, "116.7041 39.5232", (116.7041, 39.5232)),
    (words.coordinate, "东经116.7041° 北纬39.5232°", (116.7041, 39.5232)),
    # 42′ and 15″ are 0.7 and 15 / 3600 = 0.0041667; 30′ are 0.5.
    (words.coordinate, "116°42′15″，39°30′", (116.7041667, 39.5)),
    (words.path, "116.70,39.52；116.71,39.53\n", ((116.70, 39.52), (116.71, 39.53))),
    (words.coordinate_system, "WGS-84", "wgs84"), (words.coordinate_system, "高德地图", "gcj02"),
    (words.coordinate_system, "GCJ-02坐标系", "gcj02"), (words.coordinate_system, "百度", "bd09"),
]  # fmt: skip


@pytest.mark.parametrize(("read", "typed", "expected"), READ, ids=lambda case: getattr(case, "__name__", repr(case)))
def test_what_people_type_is_read(read: Callable[..., Any], typed: object, expected: object) -> None:
    assert read(typed) == expected


REFUSED: list[tuple[Callable[..., Any], object, str]] = [
    (words.whole, "", "不能空着"), (words.whole, None, "不能空着"), (words.whole, "5.5", "整数"),
    (words.whole, "约5", "数字"), (words.whole, True, "数字"), (words.whole, -1, "不能小于 0"),
    (words.whole, "NaN", "数字"), (words.whole, 1e300, "不能|应"),
    (words.number, "1,20", "数字"), (words.number, "inf", "数字"),
    (words.percent, 1, "1% 还是 100%"), (words.percent, "150%", "0 到 100"), (words.percent, "0.5%", "整数百分比"),
    (words.metres, 0, "大于 0"), (words.metres, "长850米", "数字"), (words.metres, "850步", "看不懂|数字"),
    (words.minutes, "-5", "整分钟"), (words.minutes, "0.1分钟", "整分钟"),
    (words.yes_no, "也许", "“是”或“否”"), (words.yes_no, 2, "“是”或“否”"),
    (words.phone, "", "不能空着"), (words.phone, "1.38E+10", "科学计数法"), (words.phone, "1381234567", "11 位"),
    (words.phone, "12812345678", "11 位"), (words.phone, "1234567", "区号"),
    (words.phone, "13812345678/13912345678", "只填一个"), (words.phone, "张三", "11 位"),
    (words.name, "", "不能空着"), (words.names, "张三、李四、张三", "张三 写了两次"),
    (words.names, "欧阳 修 张 三", "分不清"), (words.code, " ", "不能空着"), (words.codes, "P1,P1", "P1 写了两次"),
    (words.roles, "引导员1、引导员2", "引导员 写了两次"), (words.roles, "3", "看不懂岗位"),
    (words.coordinate, "0,0", "不在国内"), (words.coordinate, "116.7041", "看不懂坐标"),
    (words.coordinate, "廊坊", "看不懂坐标"), (words.coordinate_system, "月球", "坐标系请写"),
]  # fmt: skip


@pytest.mark.parametrize(("read", "typed", "advice"), REFUSED, ids=lambda case: getattr(case, "__name__", repr(case)))
def test_what_cannot_be_read_comes_back_with_advice(read: Callable[..., Any], typed: object, advice: str) -> None:
    with pytest.raises(Unreadable, match=advice) as refusal:
        read(typed)

    assert refusal.value.advice == str(refusal.value)


def test_a_number_keeps_to_its_bounds() -> None:
    assert words.whole("9", least=1, most=9) == 9
    with pytest.raises(Unreadable, match="应在 1 到 9 之间"):
        words.whole("10", least=1, most=9)


@pytest.mark.parametrize("value", [None, "", " \u3000\u200b", "/", "—", "－", "\n"])
def test_a_cell_that_says_nothing_is_blank(value: object) -> None:
    assert words.blank(value)


def test_tidied_text_is_half_width_and_keeps_its_lines() -> None:
    assert words.tidy("\ufeff　Ａ１　 b \r\n\r\n c\u200d") == "A1 b\nc"


PARSERS = [getattr(words, name) for name in words.__all__ if name != "Unreadable"]
TYPED = st.text(alphabet="0123456789:-./点时半早晚上午次日周一五末至年月、,;人每天°N%e ｘ", max_size=14)
STORED = st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none(), st.dates(), st.timedeltas())


@given(st.one_of(TYPED, STORED))
def test_no_cell_breaks_a_parser(value: object) -> None:
    for read in PARSERS:
        with suppress(Unreadable):
            read(value)

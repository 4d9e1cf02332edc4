"""A town's file as people really type it, read into records, faults and warnings."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from scheduler.errors import Fault, Invalid
from scheduler.exchange.importing import read_town
from scheduler.exchange.neutral import neutral
from scheduler.exchange.origin import Origin
from scheduler.exchange.records import StewardshipRecord
from scheduler.exchange.town_file import Reading

TODAY = date(2026, 11, 22)

Read = Callable[..., Reading]


def test_the_list_of_a_district_is_read_with_its_usual_mess(read: Read) -> None:
    # P1's shape: a title over the table, units merged down their people, a blank line, numbering, a remark below.
    reading = read(
        {
            "路口值守人员花名册": [
                ["XX区文明交通劝导志愿者名单"],
                [],
                ["序号", "单　位", "姓 名", "联系电话", "政治面貌"],
                [1, "区教育局 ", "张 三", 13812345678.0, "中共党员"],
                [2, None, "李　四", "１３８ 1234 5679", "群众"],
                [],
                [3, "区 文旅局", "王五", "0316-1234567", None],
                [4, "同上", "赵六", "138-1234-5680", "√"],
                [5, None, None, None, None],
                ["备注：以上人员轮流值守"],
            ],
        },
        merged={"路口值守人员花名册": ["A1:E1", "B4:B5"]},
    )

    assert reading.faults == ()
    assert [(v.unit, v.name, v.phone, v.party_member) for v in reading.volunteers] == [
        ("区教育局", "张三", "13812345678", True),
        ("区教育局", "李四", "13812345679", False),
        ("区文旅局", "王五", "0316-1234567", False),
        ("区文旅局", "赵六", "13812345680", True),
    ]
    assert [v.code for v in reading.volunteers][:2] == ["区教育局-张三", "区教育局-李四"]
    assert reading.volunteers[2].origin == Origin("路口值守人员花名册", 7)


def test_the_same_file_again_says_the_same(read: Read) -> None:
    sheets = {"单位": [["单位名称"], ["区教育局"]], "志愿者": [["姓名", "单位"], ["张三", "区教育局"]]}

    assert read(sheets) == read(sheets)


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        pytest.param("7:15-8:00、17:00-18:30", ((435, 480), (1020, 1110)), id="plain"),
        pytest.param("7：15—8：00，17:00——18：30", ((435, 480), (1020, 1110)), id="full width"),
        pytest.param("早7点半到8点半", ((450, 510),), id="in words"),
    ],
)
def test_times_are_read_as_people_write_them(read: Read, written: str, spans: object) -> None:
    reading = read({"班次": [["班次", "日子类型", "值守时间"], ["早晚高峰", "工作日", written]]})

    assert reading.faults == ()
    assert reading.patterns[0].spans == spans
    assert reading.patterns[0].day_kinds == ("workday", "makeup")


def test_an_end_named_by_its_last_day_becomes_the_day_after(read: Read) -> None:
    reading = read(
        {
            "分包": [
                ["单位", "点位", "开始日期", "截止日期"],
                ["区教育局", "甲路口", "2026.6.7", date(2026, 12, 31)],
            ],
            "班次": [
                ["班次名称", "日子类型", "时段", "夏季时段", "夏季起", "夏季止"],
                ["高峰", "工作日", "7:15-8:00", "7:00-8:00", "6月1日", "9月30日"],
            ],
        }
    )

    assert reading.faults == ()
    assert (reading.stewardships[0].from_day, reading.stewardships[0].until_day) == (date(2026, 6, 7), date(2027, 1, 1))
    assert (reading.patterns[0].summer_from, reading.patterns[0].summer_until) == ("06-01", "10-01")


def test_several_units_and_points_in_one_row_are_every_pair(read: Read) -> None:
    reading = read({"分包": [["单位", "点位"], ["区教育局、区文旅局", "甲路口、新华路/金光道"]]})

    pairs = [(one.unit, one.point) for one in reading.stewardships]
    assert pairs == [
        ("区教育局", "甲路口"),
        ("区教育局", "新华路/金光道"),
        ("区文旅局", "甲路口"),
        ("区文旅局", "新华路/金光道"),
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "span"),
    [
        # Shanghai is UTC+8: 1 December 00:00 there is 30 November 16:00 UTC.
        pytest.param("2026-12-1", None, ("11-30 16:00", "12-01 16:00"), id="one whole day"),
        pytest.param("2026-12-1", "2026年12月3日", ("11-30 16:00", "12-03 16:00"), id="the last day counts"),
        pytest.param("2026-12-1 下午", None, ("12-01 04:00", "12-01 16:00"), id="an afternoon"),
        pytest.param("2026-12-1 14:00", "2026-12-1 16:30", ("12-01 06:00", "12-01 08:30"), id="hours"),
        pytest.param(date(2026, 12, 1), date(2026, 12, 2), ("11-30 16:00", "12-02 16:00"), id="stored dates"),
    ],
)
def test_an_absence_is_kept_in_utc(read: Read, starts: object, ends: object, span: tuple[str, str]) -> None:
    reading = read({"请假": [["姓名", "开始", "结束"], ["张三", starts, ends]]})

    expected = tuple(datetime.strptime(f"2026-{at}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC) for at in span)
    assert reading.faults == ()
    assert (reading.absences[0].starts, reading.absences[0].ends) == expected


def test_fields_without_a_column_are_not_given(read: Read) -> None:
    reading = read({"志愿者": [["姓名", "单位", "手机"], ["张三", "区教育局", None]]})

    assert reading.volunteers[0].given == {"name", "unit", "phone"}
    assert reading.volunteers[0].phone is None


def test_namesakes_of_one_unit_are_told_apart_by_their_phones(read: Read) -> None:
    rows = [
        ["姓名", "单位", "手机"],
        ["张三", "甲", "13800001111"],
        ["张三", "甲", "13800002222"],
        ["李四", "甲", "13800003333"],
    ]

    assert [v.code for v in read({"志愿者": rows}).volunteers] == ["甲-张三-1111", "甲-张三-2222", "甲-李四"]


def test_what_was_neutralised_on_its_way_out_comes_back_as_it_was(read: Read) -> None:
    assert [unit.name for unit in read({"单位": [["单位名称"], [neutral("@综合科")], ["'综合科"]]}).units] == [
        "@综合科",
        "'综合科",
    ]


def test_titles_are_known_by_how_they_end_where_no_sheet_has_them_exactly(read: Read) -> None:
    reading = read({"附件1": [["包保路口", "包保责任单位", "执勤时间"], ["新华路口", "财政局", "7：15—8：00"]]})

    assert [(one.unit, one.point, one.spans) for one in reading.stewardships] == [("财政局", "新华路口", ((435, 480),))]


def test_a_list_of_posts_says_who_answers_for_which_point(read: Read) -> None:
    reading = read(
        {
            "岗位安排": [
                ["编号", "岗位名称", "包保单位", "上岗时间", "上岗人数"],
                ["G01", "医院东门", "卫健局", "7点半到9点", "3人"],
            ]
        }
    )

    assert reading.units == ()
    assert [(one.unit, one.point, one.spans, one.headcount) for one in reading.stewardships] == [
        ("卫健局", "医院东门", ((450, 540),), "3人")
    ]


def test_a_file_that_holds_no_known_sheet_is_refused(read: Read) -> None:
    with pytest.raises(Invalid, match="没有认得的表"):
        read({"食堂菜单": [["周一", "面条"]]})


def test_progress_ends_with_all_rows_done(tmp_path: Path) -> None:
    file = tmp_path / "志愿者.csv"
    file.write_text("姓名,单位\n" + "".join(f"张{n},甲\n" for n in range(450)), encoding="utf-8")
    told: list[tuple[int, int]] = []

    read_town(file, today=TODAY, progress=lambda done, total: told.append((done, total)))

    assert told == [(199, 450), (399, 450), (450, 450)]


def test_a_fault_reads_as_a_sentence() -> None:
    assert str(Fault(Origin("志愿者", 12).where("手机"), "138x", "请改正")) == "志愿者!第12行·手机「138x」：请改正"


def test_where_a_record_came_from_does_not_make_it_another() -> None:
    one, other = (
        StewardshipRecord(unit="甲", point="乙", origin=Origin("分包", row), given=frozenset()) for row in (2, 9)
    )

    assert one == other

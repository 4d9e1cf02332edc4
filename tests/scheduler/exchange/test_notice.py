"""The yearly notice read: against the calendar that was published for that year, and wherever it cannot be right."""

import pytest

from scheduler.exchange.notice import read_notice
from scheduler.services.days import days_of
from scheduler.store.calendar import DayKind

OF_2026 = """国务院办公厅关于2026年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班工作。
"""


def test_the_notice_of_2026_says_what_its_calendar_says() -> None:
    notice = read_notice(OF_2026, year=2030)

    published = {
        day.day: (day.kind.value, day.name) for day in days_of(2026) if day.kind in (DayKind.HOLIDAY, DayKind.MAKEUP)
    }
    assert (notice.year, notice.whole, notice.faults) == (2026, True, ())
    assert {one.day: (one.kind, one.name) for one in notice.days} == published


def test_a_table_is_read_a_day_a_line() -> None:
    notice = read_notice("2027-01-01,放假,元旦\n2027/1/2\t上班\t\n", year=2030)

    assert notice.faults == ()
    assert [(one.day.isoformat(), one.kind, one.name) for one in notice.days] == [
        ("2027-01-01", "holiday", "元旦"),
        ("2027-01-02", "makeup", None),
    ]
    assert not notice.whole


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        pytest.param("元旦：2027年1月1日（周四）放假", "2027-01-01 是周五", id="of another year"),
        pytest.param("元旦：2027年1月1日至3日放假，共4天", "写着共 4 天，读到的是 3 天", id="a day is missing"),
        pytest.param("元旦：2027年2月30日放假", "没有这一天", id="no such day"),
        pytest.param("元旦：2027年1月3日至1日放假", "起止日期不对", id="the wrong way round"),
        pytest.param("元旦：2027年1月1日放假。1月1日上班。", "既写了放假又写了上班", id="both off and worked"),
        pytest.param("各部门要做好值班工作", "没有读到放假或上班的日子", id="nothing in it"),
        pytest.param("2027-01-01,游行,元旦", "第二列应为", id="a word that is no kind of day"),
    ],
)
def test_what_cannot_be_right_is_a_fault(text: str, advice: str) -> None:
    notice = read_notice(text, year=2030)

    assert any(advice in fault.advice for fault in notice.faults)

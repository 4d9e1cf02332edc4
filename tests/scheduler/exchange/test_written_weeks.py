"""Days and hours of the week and kinds of day, as people write them."""

import pytest

from scheduler.exchange.words import Unreadable, availability, day_kinds, weekdays


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("周一至周五", (1, 2, 3, 4, 5)), ("周一-周五", (1, 2, 3, 4, 5)), ("1-5", (1, 2, 3, 4, 5)),
        ("一三五", (1, 3, 5)), ("周一、三、五", (1, 3, 5)), ("1，3，5", (1, 3, 5)), (135.0, (1, 3, 5)),
        ("周末", (6, 7)), ("双休日", (6, 7)), ("周六日", (6, 7)), ("星期六、星期天", (6, 7)), ("礼拜日", (7,)),
        ("每周五", (5,)), ("周一至周五、周日", (1, 2, 3, 4, 5, 7)), ("周五至周一", (1, 5, 6, 7)),
        ("每天", (1, 2, 3, 4, 5, 6, 7)), (6.0, (6,)), ("", ()), (None, ()),
    ],
    ids=repr,
)  # fmt: skip
def test_weekdays_are_read(typed: object, expected: tuple[int, ...]) -> None:
    assert weekdays(typed) == expected


@pytest.mark.parametrize("typed", ["周八", "0", "工作日", "周", "周一上午"])
def test_what_names_no_weekday_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        weekdays(typed)


EVENINGS = tuple((weekday, 1080, 1260) for weekday in range(5))
WEEKEND = ((5, 0, 1440), (6, 0, 1440))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("周一至周五 18:00-21:00；周末全天", (*EVENINGS, *WEEKEND)),
        ("工作日：晚6点-9点，周末", (*EVENINGS, *WEEKEND)),
        ("周末", WEEKEND), ("只周末", WEEKEND), ("周六、周日全天", WEEKEND),
        ("周一、三 7:00-8:30、17:00-19:00", ((0, 420, 510), (0, 1020, 1140), (2, 420, 510), (2, 1020, 1140))),
        ("周六上午，周日下午", ((5, 360, 720), (6, 720, 1080))),
        ("周三18:00以后", ((2, 1080, 1440),)), ("周三9点前", ((2, 0, 540),)),
        ("周一五点到六点", ((0, 300, 360),)),
        ("周五22:00-次日6:00", ((4, 1320, 1440), (5, 0, 360))),
        ("周日 22:00-6:00", ((0, 0, 360), (6, 1320, 1440))),
        ("随时", ()), ("", ()), (None, ()),
    ],
    ids=repr,
)  # fmt: skip
def test_free_hours_of_a_week_are_read(typed: object, expected: tuple[tuple[int, int, int], ...]) -> None:
    assert availability(typed) == expected


@pytest.mark.parametrize("typed", ["18:00-21:00", "有空", "周一 看情况", "周九 8:00-9:00"])
def test_free_hours_that_cannot_be_told_are_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        availability(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("工作日", ("workday", "makeup")), ("普通工作日", ("workday",)), ("休息日", ("rest",)), ("周末", ("rest",)),
        ("节假日", ("holiday",)), ("周末、节假日", ("rest", "holiday")), ("休息日 节假日", ("rest", "holiday")),
        ("工作日、调休上班日", ("workday", "makeup")), ("每天", ("workday", "rest", "holiday", "makeup")),
        ("workday", ("workday",)), ("", ()),
    ],
)  # fmt: skip
def test_kinds_of_day_are_read(typed: str, expected: tuple[str, ...]) -> None:
    assert day_kinds(typed) == expected


def test_an_unknown_kind_of_day_is_refused() -> None:
    with pytest.raises(Unreadable, match="吉日"):
        day_kinds("工作日、吉日")

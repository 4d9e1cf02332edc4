"""What is said of a form while it is filled in: whether a place is understood, which shifts a month would have."""

from tests.api.pages.conftest import Reader
from tests.api.pages.filled_in import filled_in


def test_a_pasted_place_is_said_to_be_understood(admin: Reader) -> None:
    page = admin.text("/data/points/map?path=百度 116.7041,39.5232&datum=wgs84&code=p1")

    assert 'data-system="bd09"' in page
    assert "百度（BD-09）" in page
    assert "路口2" in page


def test_a_place_that_cannot_be_read_says_so(admin: Reader) -> None:
    assert "看不懂坐标" in admin.text("/data/points/map?path=天边&datum=wgs84")


def test_a_months_shifts_are_shown_for_what_is_typed(admin: Reader) -> None:
    form = {**filled_in(admin.text("/data/patterns/one/peak")), "editing": "peak", "month": "2026-12"}

    # December 2026 has 23 workdays, four of them Mondays; the pattern staffs both points.
    assert "46 个班次" in admin.send("/data/patterns/preview", **form).text
    assert "8 个班次" in admin.send("/data/patterns/preview", **{**form, "weekdays": "周一"}).text
    assert "时段" in admin.send("/data/patterns/preview", **{**form, "spans": "xx"}).text


def test_a_month_is_shown_of_a_pattern_that_is_not_there_yet(admin: Reader) -> None:
    form = {"month": "2026-12", "day_kinds": ["workday"], "spans": "9:00-10:00", "load": "1", "headcount": "2"}

    assert "46 个班次，92 人次" in admin.send("/data/patterns/preview", **form).text

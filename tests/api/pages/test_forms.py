"""Forms are taken strictly: what nobody could have chosen is refused in words."""

from datetime import date

import pytest

from api.pages import forms
from scheduler.errors import Invalid


@pytest.mark.parametrize("written", ["", "-1", "+1", "1.0", "61", "٣", "1" * 30, "one"])
def test_what_is_no_number_in_the_range_is_refused(written: str) -> None:
    with pytest.raises(Invalid):
        forms.whole({"n": written}, "n", least=0, most=60)


def test_numbers_at_the_edges_are_taken() -> None:
    assert [forms.whole({"n": f" {n} "}, "n", least=0, most=60) for n in (0, 60)] == [0, 60]


def test_nothing_is_the_default_or_none() -> None:
    assert forms.whole({}, "n", least=1, most=2, default=2) == 2
    assert forms.optional_whole({"n": " "}, "n") is None


@pytest.mark.parametrize("written", ["", "2026-13-01", "2026-02-30", "1.12.2026", "0001-01-01", "9999-12-31"])
def test_what_is_no_day_of_the_towns_calendar_is_refused(written: str) -> None:
    with pytest.raises(Invalid):
        forms.day({"day": written}, "day")


def test_a_month_is_its_first_day() -> None:
    assert forms.month({"month": "2026-12"}, "month") == date(2026, 12, 1)


@pytest.mark.parametrize("written", ["\x00", "字" * 201])
def test_text_that_cannot_be_kept_is_refused(written: str) -> None:
    with pytest.raises(Invalid):
        forms.text({"name": written}, "name")

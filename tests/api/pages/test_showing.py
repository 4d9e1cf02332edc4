"""Words and days as pages write them."""

from datetime import UTC, date, datetime

import pytest

from api.pages.showing import gap_text, span_text
from scheduler.language import choose
from scheduler.services.wording import day_text, signed_text


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "text"),
    [  # midnight in the town is 16:00 UTC
        pytest.param(
            (11, 30, 16, 0), (12, 3, 16, 0), "12月1日 周二 – 12月3日 周四", id="whole days, the last included"
        ),
        pytest.param((11, 30, 16, 0), (12, 1, 16, 0), "12月1日 周二", id="one day"),
        pytest.param((12, 1, 0, 30), (12, 1, 4, 0), "2026-12-01 08:30 – 2026-12-01 12:00", id="some hours"),
        pytest.param((11, 30, 16, 0), (12, 1, 4, 0), "2026-12-01 00:00 – 2026-12-01 12:00", id="until noon"),
    ],
)
def test_a_span_is_said_in_days_where_it_is_days(
    starts_at: tuple[int, int, int, int], ends_at: tuple[int, int, int, int], text: str
) -> None:
    assert span_text(datetime(2026, *starts_at, tzinfo=UTC), datetime(2026, *ends_at, tzinfo=UTC)) == text


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        pytest.param(None, "—", id="no bound"),
        pytest.param(0.1234, "12.3%", id="so much at most"),
        pytest.param(0.0, "0.0%", id="the best there is"),
        pytest.param(1.0, "尚未证明", id="a bound of nothing says nothing"),
    ],
)
def test_a_gap_is_said_where_something_is_proven(gap: float | None, text: str) -> None:
    assert gap_text(gap) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        pytest.param(5, 0, "+5", id="more"),
        pytest.param(-1200, 0, "−1,200", id="less, with a minus as wide as a plus"),
        pytest.param(0, 0, "0", id="the same"),
        pytest.param(2.0, 1, "+2.0", id="with as many decimals as the others"),
        pytest.param(-0.04, 1, "0", id="the same as far as it is shown"),
    ],
)
def test_a_change_says_its_sign(value: float, places: int, text: str) -> None:
    assert signed_text(value, places) == text


@pytest.mark.parametrize(("language", "text"), [("zh", "12月9日 周三"), ("en", "Wed 9 Dec")])
def test_a_day_is_written_as_it_is_read(language: str, text: str) -> None:
    choose(language)

    assert day_text(date(2026, 12, 9)) == text

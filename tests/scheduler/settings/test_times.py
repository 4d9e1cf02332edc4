"""The clock's settings: a time, a lead or off, and nothing that could be misread."""

import pytest

from scheduler.errors import Misconfigured
from scheduler.settings.times import NIGHT, TimeSettings


def test_an_empty_environment_reminds_of_everything() -> None:
    assert TimeSettings.from_env({}) == TimeSettings()
    # 18:30, 16:00 and 07:00 in minutes after midnight.
    assert TimeSettings() == TimeSettings(1110, 90, 960, 420, alarms=True, quiet=(1320, 420), solvers=1)


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("REDVEST_AT_TOMORROW", "17:05", "tomorrow", 1025),
        ("REDVEST_AT_TOMORROW", "0:00", "tomorrow", 0),
        ("REDVEST_AT_TOMORROW", "off", "tomorrow", None),
        ("REDVEST_BEFORE_DUTY", "30", "before_duty", 30),
        ("REDVEST_BEFORE_DUTY", "off", "before_duty", None),
        ("REDVEST_AT_VACANCIES", "off", "vacancies", None),
        ("REDVEST_AT_INSPECTION", "23:59", "inspection", 1439),
        ("REDVEST_ALARMS", "off", "alarms", False),
        ("REDVEST_QUIET", "12:00-14:30", "quiet", (720, 870)),
        ("REDVEST_QUIET", "off", "quiet", None),
        ("REDVEST_QUIET", "", "quiet", NIGHT),
        ("REDVEST_SOLVERS", "0", "solvers", 0),
    ],
)
def test_what_is_said_is_taken(name: str, text: str, field: str, value: object) -> None:
    assert getattr(TimeSettings.from_env({name: text}), field) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("REDVEST_AT_TOMORROW", "24:00"),
        ("REDVEST_AT_TOMORROW", "1830"),
        ("REDVEST_BEFORE_DUTY", "4"),
        ("REDVEST_BEFORE_DUTY", "1h"),
        ("REDVEST_ALARMS", "yes"),
        ("REDVEST_QUIET", "22:00"),
        ("REDVEST_QUIET", "22:00-22:00"),
        ("REDVEST_SOLVERS", "-1"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(Misconfigured, match=name):
        TimeSettings.from_env({name: text})

"""Health: what is missing is named."""

from datetime import timedelta

import pytest

from scheduler.services.health import missing
from scheduler.settings import Settings
from scheduler.store.database import Sessions, close_database, open_database, transaction
from scheduler.store.migrate import downgrade
from scheduler.store.slots import ClockBeat
from tests.conftest import settings_of
from tests.scheduler.rows import NOW, added


def a_beat(sessions: Sessions, seconds_ago: int) -> None:
    with transaction(sessions) as session:
        at = NOW - timedelta(seconds=seconds_ago)
        added(session, ClockBeat(by="host:1:aa", started_at=at, beat_at=at, lag=0.0))


@pytest.mark.parametrize(
    ("seconds_ago", "lacking"),
    [
        pytest.param(60, (), id="heard a minute ago"),
        pytest.param(61, ("clock",), id="silent for longer"),
    ],
)
def test_somebody_must_keep_the_clock(sessions: Sessions, seconds_ago: int, lacking: tuple[str, ...]) -> None:
    a_beat(sessions, seconds_ago)

    assert missing(sessions, now=NOW) == lacking


def test_a_clock_that_was_never_started_is_missing(sessions: Sessions) -> None:
    assert missing(sessions, now=NOW) == ("clock",)


def test_tables_of_another_revision_are_told(sessions: Sessions, settings: Settings) -> None:
    a_beat(sessions, 0)
    close_database(sessions)
    downgrade(settings, "0005")

    assert missing(sessions, now=NOW) == ("revision",)


def test_a_database_without_tables_is_told(blank_settings: Settings) -> None:
    blank = open_database(blank_settings)

    assert missing(blank, now=NOW) == ("revision",)
    close_database(blank)


def test_a_database_that_does_not_answer_is_told(settings: Settings) -> None:
    nowhere = settings_of("postgresql+psycopg://nobody@127.0.0.1:1/town", settings.home)

    assert missing(open_database(nowhere), now=NOW) == ("database",)

"""Whoever publishes in quiet hours is told, by page and by program, that the messages wait, and until when."""

from dataclasses import replace

import pytest

from scheduler.settings import Settings
from scheduler.settings.times import TimeSettings
from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.street import a_roster_with, a_street

WAITS = "现在是免打扰时间：1 条消息等到11月20日 周五 10:00以后再发"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Quiet from 08:00 to 10:00, and NOW is 09:00."""
    return replace(settings, times=TimeSettings(quiet=(8 * 60, 10 * 60)))


@pytest.fixture
def admin_id(sessions: Sessions) -> int:
    """Of a street whose roster holds one person and is not published."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_roster_with(session, street, ("01-p1", "v1"))
    return street.admin.user_id


@pytest.fixture
def admin(reader: ReaderOf, admin_id: int) -> Reader:
    return reader(user_id=admin_id)


def test_the_page_says_so_before_and_after(admin: Reader) -> None:
    assert WAITS in admin.text("/rosters/dec/publish")

    admin.send("/rosters/dec/publish", expected="1")

    assert WAITS in admin.text("/rosters/dec")


def test_a_program_is_told_too(program: Program, admin_id: int) -> None:
    told = program(user_id=admin_id).get("/api/v1/rosters/dec/publication").get_json()

    assert (told["waiting"], told["quiet_until"]) == (1, "2026-11-20T02:00:00+00:00")

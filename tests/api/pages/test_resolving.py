"""A part of a published roster, thought over anew on its page: looked at first, then taken."""

import re

import pytest

from scheduler.store.database import Sessions, reading, transaction
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.street import HELD, a_published_roster, a_street, standing, the_duties, the_shift

DAY = {"since": "2026-12-03", "until": "2026-12-03", "point": "p1"}


@pytest.fixture
def admin(sessions: Sessions, reader: ReaderOf) -> Reader:
    """An admin of a street whose roster is published; nobody stands at p1 on the third."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, *HELD)
    return reader(user_id=street.admin.user_id)


def test_who_would_come_is_shown_and_nothing_is_done(sessions: Sessions, admin: Reader) -> None:
    page = admin.send("/rosters/dec/run/part", **DAY).text

    assert "改前 → 改后" in page
    assert re.findall(r'name="come" value="(\S+) v\d"', page) == [the_shift("03-p1")] * 2
    with reading(sessions) as session:
        assert standing(session) == the_duties(*HELD)


def test_what_was_shown_is_taken_at_a_press(sessions: Sessions, admin: Reader) -> None:
    come = f"{the_shift('03-p1')} v5"

    done = admin.send("/rosters/dec/run/part", take="1", come=come, expected="2")

    assert done.location == "/rosters/dec"
    with reading(sessions) as session:
        assert standing(session) == the_duties(*HELD, ("03-p1", "v5"))


def test_what_names_no_duty_is_refused(admin: Reader) -> None:
    assert admin.send("/rosters/dec/run/part", take="1", come="v5", expected="2").status_code == 422

"""Whoever guesses passwords is shut out for a while: by login, by address and by line."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from scheduler.errors import TooMany
from scheduler.store.credentials import LoginFailure
from scheduler.store.database import Sessions, transaction
from tests.scheduler.rows import NOW
from tests.scheduler.services.entering import enter, let_wang_in, wrong


@pytest.fixture
def town(sessions: Sessions) -> Sessions:
    """With the user wang, whose password is RIGHT."""
    let_wang_in(sessions)
    return sessions


@pytest.mark.parametrize("login", ["wang", "nobody"])
def test_five_wrong_ones_in_a_row_close_a_login_whether_there_is_one_or_not(town: Sessions, login: str) -> None:
    fourth, fifth = wrong(town, 4, login), wrong(town, 1, login)

    # NOW is 09:00 in the town.
    assert fourth == "Forbidden 账号或密码不对"
    assert fifth == "TooMany 不对的次数太多，请在 2026-11-20 09:15 之后再试"


def test_a_closed_login_opens_after_a_quarter_of_an_hour(town: Sessions) -> None:
    wrong(town, 5)

    with pytest.raises(TooMany):
        enter(town, at=NOW + timedelta(minutes=14, seconds=59))
    assert enter(town, at=NOW + timedelta(minutes=15)).secret


def test_the_count_stays_although_the_attempt_is_refused(town: Sessions) -> None:
    wrong(town, 3)

    with transaction(town) as session:
        assert sorted(session.scalars(select(LoginFailure.count))) == [3, 3]


@pytest.mark.parametrize(
    ("locks", "minutes"),
    [
        pytest.param(2, 30, id="twice as long the second time"),
        pytest.param(4, 120, id="and again"),
        pytest.param(9, 24 * 60, id="a day at most"),
    ],
)
def test_a_login_stays_closed_longer_each_time(town: Sessions, locks: int, minutes: int) -> None:
    at = NOW
    for _ in range(locks):
        wrong(town, 5, at=at)
        with transaction(town) as session:
            until = session.scalars(
                select(LoginFailure.locked_until).where(LoginFailure.key.startswith("login:"))
            ).one()
        assert until is not None
        closed, at = until - at, until

    assert closed == timedelta(minutes=minutes)


def test_getting_in_starts_the_count_anew(town: Sessions) -> None:
    wrong(town, 4)
    enter(town)

    assert wrong(town, 4) == "Forbidden 账号或密码不对"


def test_wrong_ones_a_day_apart_are_not_in_a_row(town: Sessions) -> None:
    wrong(town, 4)

    assert wrong(town, 1, at=NOW + timedelta(days=1, seconds=1)) == "Forbidden 账号或密码不对"


def test_an_address_is_closed_after_fifty_whatever_the_logins(town: Sessions) -> None:
    for n in range(49):
        wrong(town, 1, f"guess{n}")
    fiftieth = wrong(town, 1, "guess49")

    assert fiftieth.startswith("TooMany")
    with pytest.raises(TooMany):
        enter(town)
    assert enter(town, address="192.0.2.2").secret


def test_all_addresses_of_one_line_count_as_one(town: Sessions) -> None:
    for n in range(49):
        wrong(town, 1, f"nobody{n}", address=f"2001:db8:1:2::{n:x}")

    told = wrong(town, 1, "nobody49", address="2001:db8:1:2:ffff::1")

    assert told.startswith("TooMany")
    assert enter(town, address="2001:db8:1:3::1").secret


def test_an_old_address_in_a_new_dress_counts_by_itself(town: Sessions) -> None:
    for n in range(50):
        wrong(town, 1, f"nobody{n}", address="::ffff:192.0.2.7")

    with pytest.raises(TooMany):
        enter(town, address="192.0.2.7")
    assert enter(town, address="::ffff:192.0.2.8").secret


def test_who_gets_in_is_not_held_against_the_address(town: Sessions) -> None:
    for _ in range(51):
        enter(town)

    assert enter(town).secret

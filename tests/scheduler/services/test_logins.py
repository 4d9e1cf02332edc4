"""Whoever knows the password gets in; whoever guesses is shut out for a while, and learns nothing."""

from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from scheduler.errors import Forbidden, TooMany
from scheduler.services import logins, passwords
from scheduler.services.credentials import Identity, identify
from scheduler.store.audit import AuditEntry
from scheduler.store.credentials import Credential, CredentialKind, LoginFailure
from scheduler.store.database import Sessions, transaction
from scheduler.store.users import User
from tests.scheduler.rows import NOW, a_user

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
RIGHT = "三月的风很大 2026"
SESSION = frozenset((CredentialKind.SESSION,))
MINUTE = timedelta(minutes=1)


@pytest.fixture
def town(sessions: Sessions) -> Sessions:
    """With the user wang, whose password is RIGHT."""
    with transaction(sessions) as session:
        a_user(session, "wang", password_hash=CHEAP.hash(RIGHT))
    return sessions


def enter(
    town: Sessions, login: str = "wang", password: str = RIGHT, *, at: datetime = NOW, address: str = "192.0.2.1"
) -> logins.Opened:
    return logins.log_in(town, login, password, address=address, hasher=CHEAP, now=at)


def wrong(town: Sessions, times: int, login: str = "wang", *, at: datetime = NOW, address: str = "192.0.2.1") -> str:
    """What is said to the last of so many wrong ones."""
    for n in range(times):
        with pytest.raises((Forbidden, TooMany)) as refused:
            enter(town, login, f"wrong {n}", at=at, address=address)
    return f"{refused.type.__name__} {refused.value}"


def behind(town: Sessions, secret: str, at: datetime = NOW) -> Identity | None:
    with transaction(town) as session:
        return identify(session, secret, SESSION, now=at)


def test_the_right_password_opens_a_session_of_twelve_hours(town: Sessions) -> None:
    opened = enter(town)

    assert opened.expires_at == NOW + timedelta(hours=12)
    late = NOW + timedelta(hours=11, minutes=59)
    assert (behind(town, opened.secret, late) is not None, behind(town, opened.secret, late + MINUTE)) == (True, None)


def test_the_secret_itself_is_kept_nowhere(town: Sessions) -> None:
    opened = enter(town)

    with transaction(town) as session:
        assert opened.secret not in str(session.execute(select(Credential.__table__)).all())


def test_who_logs_out_is_out_in_the_database(town: Sessions) -> None:
    secret = enter(town).secret
    who = behind(town, secret)
    assert who is not None

    with transaction(town) as session:
        logins.log_out(session, who, now=NOW)

    assert behind(town, secret) is None


@pytest.mark.parametrize("login", ["wang", "nobody"])
def test_an_unknown_login_is_refused_as_a_wrong_password_is(town: Sessions, login: str) -> None:
    assert wrong(town, 1, login) == "Forbidden 账号或密码不对"


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


def test_somebody_who_was_shut_out_does_not_get_in(town: Sessions) -> None:
    with transaction(town) as session:
        session.scalars(select(User)).one().active = False

    assert wrong(town, 1) == "Forbidden 账号或密码不对"
    with pytest.raises(Forbidden):
        enter(town)


def test_a_user_without_a_password_does_not_get_in(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_user(session, "wang")

    with pytest.raises(Forbidden):
        enter(sessions, "wang", "\x00 nobody's")


def test_every_try_is_in_the_audit_without_what_was_typed(town: Sessions) -> None:
    wrong(town, 1)
    wrong(town, 1, "13900001234")
    enter(town)

    with transaction(town) as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(one.verb, one.noun, one.ref) for one in entries] == [
        ("refuse", "session", "wang"),
        ("refuse", "session", "?"),
        ("open", "session", "wang"),
    ]
    assert "13900001234" not in str([one.detail for one in entries])


def test_a_hash_of_old_cost_is_made_anew(town: Sessions) -> None:
    dearer = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)

    logins.log_in(town, "wang", RIGHT, address="", hasher=dearer, now=NOW)

    with transaction(town) as session:
        kept = session.scalars(select(User.password_hash)).one()
    assert kept is not None
    assert not dearer.check_needs_rehash(kept)
    assert passwords.matches(dearer, kept, RIGHT)


def test_old_rows_are_tidied_away(town: Sessions) -> None:
    wrong(town, 1, "nobody", address="192.0.2.7")
    enter(town)
    later = NOW + timedelta(days=43)

    enter(town, at=later)

    with transaction(town) as session:
        assert [one.rpartition(":")[0] for one in session.scalars(select(LoginFailure.key))] == ["address"]
        assert list(session.scalars(select(Credential.created_at))) == [later]

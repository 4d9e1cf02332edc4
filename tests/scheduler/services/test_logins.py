"""Whoever knows the password gets in; whoever guesses is shut out for a while, and learns nothing."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from scheduler.errors import Forbidden
from scheduler.services import logins, passwords
from scheduler.store.audit import AuditEntry
from scheduler.store.credentials import Credential, LoginFailure
from scheduler.store.database import Sessions, transaction
from scheduler.store.users import User
from tests.scheduler.rows import NOW, a_user
from tests.scheduler.services.entering import RIGHT, behind, enter, let_wang_in, wrong

MINUTE = timedelta(minutes=1)


@pytest.fixture
def town(sessions: Sessions) -> Sessions:
    """With the user wang, whose password is RIGHT."""
    let_wang_in(sessions)
    return sessions


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

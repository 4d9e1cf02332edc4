"""A password is long enough and not what everybody tries first; a new one ends what the old one opened."""

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound, TooMany
from scheduler.services import logins, passwords
from scheduler.services.access import asker
from scheduler.services.credentials import Identity, identify, issue
from scheduler.store.audit import AuditEntry
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from tests.scheduler.askers import an_admin, an_asker
from tests.scheduler.rows import NOW, a_unit, a_volunteer

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
OLD, NEW = "三月的风很大 2026", "四月的雨也不小 2027"
ANY = frozenset(CredentialKind)


@pytest.mark.parametrize("password", ["ab3!ab3!ab", "correct horse battery", OLD, "x" * 90 + "yz!" * 36])
def test_ten_characters_and_more_will_do(password: str) -> None:
    assert passwords.hashed(CHEAP, "wang", password).startswith("$argon2id$")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        pytest.param("ab3!ab3!a", "10 到 200", id="too short"),
        pytest.param("ab3!" * 51, "10 到 200", id="too long"),
        pytest.param("Coordinator", "账号", id="the login"),
        pytest.param("coordinator2026", "账号", id="the login with a year"),
        pytest.param("Password123!", "太容易", id="what everybody tries"),
        pytest.param("qwertyuiop", "太容易", id="along the keyboard"),
        pytest.param("13900001234", "太容易", id="a phone"),
        pytest.param("abababababab", "太容易", id="two letters"),
    ],
)
def test_a_password_that_is_easily_guessed_will_not_do(password: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        passwords.hashed(CHEAP, "coordinator", password)


def test_an_admin_sets_one_and_ends_what_the_old_one_opened(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss, wang = an_admin(session), an_asker(session, UserRole.VIEWER, "wang")
        secret = issue(session, CredentialKind.SESSION, user_id=wang.user_id, now=NOW)
        token = issue(session, CredentialKind.TOKEN, user_id=wang.user_id, now=NOW)

        passwords.set_for(session, boss, "wang", passwords.hashed(CHEAP, "wang", NEW), now=NOW)

        assert [identify(session, one, ANY, now=NOW) for one in (secret, token)] == [None, None]
        entry = session.scalars(select(AuditEntry)).one()
    assert (entry.verb, entry.noun, entry.ref, entry.user_id) == ("password", "user", "wang", boss.user_id)
    assert logins.log_in(sessions, "wang", NEW, address="", hasher=CHEAP, now=NOW).secret


def test_an_admin_of_a_part_sets_none_of_somebody_who_holds_more(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = an_asker(session, UserRole.ADMIN, unit=a_unit(session))
        an_admin(session, "chief")
        with pytest.raises(NotFound):
            passwords.set_for(session, boss, "chief", "", now=NOW)


def test_a_closed_login_opens_with_a_new_password(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = an_admin(session)
        an_asker(session, UserRole.VIEWER, "wang")
    for _ in range(5):
        with pytest.raises((Forbidden, TooMany)):
            logins.log_in(sessions, "wang", "wrong", address="", hasher=CHEAP, now=NOW)

    with transaction(sessions) as session:
        passwords.set_for(session, boss, "wang", passwords.hashed(CHEAP, "wang", NEW), now=NOW)

    assert logins.log_in(sessions, "wang", NEW, address="", hasher=CHEAP, now=NOW).secret


def wang(session: Session) -> tuple[Identity, str]:
    """Logged in, with the password OLD; and the secret of the session."""
    boss = an_admin(session)
    an_asker(session, UserRole.VIEWER, "wang")
    passwords.set_for(session, boss, "wang", passwords.hashed(CHEAP, "wang", OLD), now=NOW)
    secret = issue(session, CredentialKind.SESSION, user_id=boss.user_id + 1, now=NOW)
    found = identify(session, secret, ANY, now=NOW)
    assert found is not None
    return found, secret


def test_who_changes_their_own_stays_in_here_and_nowhere_else(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        who, here = wang(session)
        assert who.asker is not None
        elsewhere = issue(session, CredentialKind.SESSION, user_id=who.asker.user_id, now=NOW)

    passwords.change(sessions, who, OLD, NEW, hasher=CHEAP, now=NOW)

    with transaction(sessions) as session:
        assert identify(session, elsewhere, ANY, now=NOW) is None
        assert identify(session, here, ANY, now=NOW) == who
    assert logins.log_in(sessions, "wang", NEW, address="", hasher=CHEAP, now=NOW).secret


def test_the_old_one_is_asked_for_and_guessing_it_closes_the_login(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        who, _ = wang(session)

    for _ in range(4):
        with pytest.raises(Forbidden, match="原来的密码不对"):
            passwords.change(sessions, who, "wrong", NEW, hasher=CHEAP, now=NOW)
    with pytest.raises(TooMany):
        passwords.change(sessions, who, "wrong", NEW, hasher=CHEAP, now=NOW)
    with pytest.raises(TooMany):
        logins.log_in(sessions, "wang", OLD, address="192.0.2.1", hasher=CHEAP, now=NOW)


def test_a_new_one_that_will_not_do_is_no_wrong_guess(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        who, _ = wang(session)

    for _ in range(6):
        with pytest.raises(Invalid, match="太容易"):
            passwords.change(sessions, who, OLD, "1234567890", hasher=CHEAP, now=NOW)

    assert logins.log_in(sessions, "wang", OLD, address="", hasher=CHEAP, now=NOW).secret


def test_what_an_admin_sets_meanwhile_stays(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        who, _ = wang(session)

    class Meanwhile(PasswordHasher):
        """While it works out the hash, the admin sets another password."""

        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            with transaction(sessions) as session:
                boss = asker(session, "boss")
                passwords.set_for(session, boss, "wang", CHEAP.hash("五月的花开了 2028"), now=NOW)
            return super().hash(password, salt=salt)

    with pytest.raises(Forbidden):
        passwords.change(sessions, who, OLD, NEW, hasher=Meanwhile(1, 8, 1), now=NOW)

    assert logins.log_in(sessions, "wang", "五月的花开了 2028", address="", hasher=CHEAP, now=NOW).secret


def test_a_volunteer_without_an_account_has_no_password_to_change(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        person = a_volunteer(session, a_unit(session))
        who = identify(session, issue(session, CredentialKind.SESSION, volunteer_id=person.id, now=NOW), ANY, now=NOW)
    assert who is not None

    with pytest.raises(Conflict, match="链接"):
        passwords.change(sessions, who, OLD, NEW, hasher=CHEAP, now=NOW)

"""Who knocks in a test: a volunteer by a secret of their own, a user by theirs."""

from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.credentials import Identity, identify, issue
from scheduler.store.credentials import CredentialKind
from scheduler.store.volunteers import Volunteer
from tests.scheduler.rows import NOW

ANY = frozenset(CredentialKind)


def the_volunteer(session: Session, person: Volunteer) -> Identity:
    """The volunteer, without an account."""
    return _behind(session, issue(session, CredentialKind.SESSION, volunteer_id=person.id, now=NOW))


def the_user(session: Session, who: Asker) -> Identity:
    """The user, logged in."""
    return _behind(session, issue(session, CredentialKind.SESSION, user_id=who.user_id, now=NOW))


def _behind(session: Session, secret: str) -> Identity:
    found = identify(session, secret, ANY, now=NOW)
    assert found is not None
    return found

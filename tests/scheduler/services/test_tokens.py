"""Tokens are shown once, ask in their maker's name, and are revoked by nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden, NotFound
from scheduler.services import tokens
from scheduler.services.credentials import identify
from scheduler.services.paging import Page
from scheduler.store.audit import AuditEntry
from scheduler.store.users import UserRole
from tests.scheduler.askers import an_admin, an_asker
from tests.scheduler.people import ANY, the_user
from tests.scheduler.rows import NOW


def test_a_token_asks_in_the_name_of_who_made_it(session: Session) -> None:
    boss = an_admin(session)

    made = tokens.make(session, boss, "大屏", now=NOW)

    who = identify(session, made.secret or "", ANY, now=NOW + timedelta(days=4000))
    assert who is not None
    assert (who.asker, who.credential_id) == (boss, made.number)


def test_a_token_for_some_days_opens_nothing_after_them(session: Session) -> None:
    made = tokens.make(session, an_admin(session), "大屏", days=1, now=NOW)

    assert identify(session, made.secret or "", ANY, now=NOW + timedelta(hours=24)) is None


def test_one_sees_and_revokes_ones_own_alone(session: Session) -> None:
    boss, viewer = an_admin(session), an_asker(session, UserRole.VIEWER, "viewer")
    made = tokens.make(session, boss, "大屏", now=NOW)

    seen = [tokens.page(session, who, Page(), now=NOW) for who in (boss, viewer)]

    assert [(page.total, [one.secret for one in page.items]) for page in seen] == [(1, [None]), (0, [])]
    with pytest.raises(NotFound):
        tokens.withdraw(session, viewer, made.number, now=NOW)


def test_a_revoked_token_opens_nothing_and_is_not_listed(session: Session) -> None:
    boss = an_admin(session)
    made = tokens.make(session, boss, "大屏", now=NOW)

    tokens.withdraw(session, boss, made.number, now=NOW)

    assert identify(session, made.secret or "", ANY, now=NOW) is None
    assert tokens.page(session, boss, Page(), now=NOW).total == 0
    with pytest.raises(NotFound):
        tokens.withdraw(session, boss, made.number, now=NOW)
    assert list(session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id))) == ["make", "revoke"]


def test_a_token_makes_no_tokens(session: Session) -> None:
    boss = an_admin(session)
    program = identify(session, tokens.make(session, boss, "大屏", now=NOW).secret or "", ANY, now=NOW)
    assert program is not None

    with pytest.raises(Forbidden):
        tokens.require_person(program)
    tokens.require_person(the_user(session, boss))

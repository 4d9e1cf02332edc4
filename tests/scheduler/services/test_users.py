"""Users and what they hold: given by who rules there, never beyond it, and the town is never without an admin."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services import users
from scheduler.services.access import Asker, Right, asker
from scheduler.services.paging import Page
from scheduler.services.users import EVERYTHING, Scope
from scheduler.store.audit import AuditEntry
from scheduler.store.database import Sessions, transaction
from scheduler.store.users import User, UserRole
from tests.scheduler.askers import an_admin, an_asker
from tests.scheduler.rows import NOW, a_unit, a_volunteer

ADMIN, COORDINATOR, VIEWER = UserRole.ADMIN, UserRole.COORDINATOR, UserRole.VIEWER


def first(session: Session) -> Asker:
    users.add(session, None, "zhang", "张三", role=ADMIN, scope=EVERYTHING, now=NOW)
    return asker(session, "zhang")


def test_the_first_user_is_added_by_nobody_and_audited_as_themselves(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = first(session)
        entry = session.scalars(select(AuditEntry)).one()

    assert (entry.verb, entry.ref, entry.user_id) == ("add", "zhang", boss.user_id)


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        pytest.param(VIEWER, EVERYTHING, id="no admin"),
        pytest.param(ADMIN, Scope(unit="u1"), id="admin of a part"),
    ],
)
def test_the_first_user_must_be_admin_of_everything(sessions: Sessions, role: UserRole, scope: Scope) -> None:
    with transaction(sessions) as session:
        a_unit(session, "u1")
        with pytest.raises(Invalid):
            users.add(session, None, "zhang", "张三", role=role, scope=scope, now=NOW)


def test_nobody_adds_a_second_user_without_asking(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        first(session)
        with pytest.raises(Forbidden):
            users.add(session, None, "li", "李四", role=ADMIN, scope=EVERYTHING, now=NOW)


def test_a_login_is_given_once(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = first(session)
        with pytest.raises(Conflict, match="zhang"):
            users.add(session, boss, "zhang", "李四", role=VIEWER, scope=EVERYTHING, now=NOW)


@pytest.mark.parametrize("login", ["", "a", "li si", "li/si", "x" * 61])
def test_a_login_is_a_word(sessions: Sessions, login: str) -> None:
    with transaction(sessions) as session, pytest.raises(Invalid):
        users.add(session, None, login, "张三", role=ADMIN, scope=EVERYTHING, now=NOW)


def test_an_admin_of_a_part_gives_roles_in_it_only(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        street, other = a_unit(session, "u1"), a_unit(session, "u2", name="教育局")
        a_unit(session, "u3", name="住建所", parent_id=street.id)
        boss = an_asker(session, ADMIN, unit=street)

        users.add(session, boss, "li", "李四", role=COORDINATOR, scope=Scope(unit="u3"), now=NOW)
        for scope in (Scope(unit=other.code), Scope(unit="nowhere"), EVERYTHING):
            with pytest.raises(NotFound):
                users.grant(session, boss, "li", role=VIEWER, scope=scope, now=NOW)

        assert asker(session, "li").may(Right.PLAN, unit=street.id) is False


def test_a_coordinator_gives_nothing(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        street = a_unit(session, "u1")
        who = an_asker(session, COORDINATOR, unit=street)
        with pytest.raises(Forbidden):
            users.add(session, who, "li", "李四", role=VIEWER, scope=Scope(unit="u1"), now=NOW)
        with pytest.raises(Forbidden):
            users.listed(session, who)


def test_a_role_is_held_once_and_given_back_once(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = first(session)
        users.add(session, boss, "li", "李四", role=VIEWER, scope=EVERYTHING, now=NOW)
        with pytest.raises(Conflict):
            users.grant(session, boss, "li", role=VIEWER, scope=EVERYTHING, now=NOW)

        users.revoke(session, boss, "li", role=VIEWER, scope=EVERYTHING, now=NOW)

        with pytest.raises(NotFound):
            users.revoke(session, boss, "li", role=VIEWER, scope=EVERYTHING, now=NOW)


def test_the_town_keeps_an_admin(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = first(session)
        with pytest.raises(Conflict, match="最后一个"):
            users.deactivate(session, boss, "zhang", now=NOW)


def test_the_last_admin_keeps_the_role(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = first(session)
        with pytest.raises(Conflict, match="最后一个"):
            users.revoke(session, boss, "zhang", role=ADMIN, scope=EVERYTHING, now=NOW)


def test_an_admin_sees_who_holds_something_of_theirs(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        street, other = a_unit(session, "u1"), a_unit(session, "u2", name="教育局")
        boss = an_asker(session, ADMIN, "boss", unit=street)
        an_asker(session, VIEWER, "wang", unit=other)
        chief = an_admin(session, "chief")

        mine, all_of_them = users.listed(session, boss), users.listed(session, chief)

    assert [one.login for one in mine] == ["boss"]
    assert [(held.role, held.scope) for held in mine[0].holdings] == [(ADMIN, Scope(unit="u1"))]
    assert [one.login for one in all_of_them] == ["boss", "chief", "wang"]


def test_what_a_user_holds_elsewhere_is_not_shown(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        here, there = a_unit(session), a_unit(session, "u2")
        chief, boss = an_admin(session, "chief"), an_asker(session, ADMIN, unit=here)
        wang = an_asker(session, VIEWER, "wang", unit=here)
        users.grant(session, chief, "wang", role=COORDINATOR, scope=Scope(unit="u2"), now=NOW)
        session.get_one(User, wang.user_id).volunteer_id = a_volunteer(session, there).id
        session.flush()
        session.expire_all()

        seen, whole = users.one(session, boss, "wang"), users.one(session, chief, "wang")
        coordinators = users.page(session, boss, Page(), role=COORDINATOR)

    assert [(one.role, one.unit) for one in seen.holdings] == [(VIEWER, "u1")]
    assert [one.unit for one in whole.holdings] == ["u1", "u2"]
    assert (seen.volunteer, whole.volunteer) == (None, "v1")
    assert coordinators.total == 0

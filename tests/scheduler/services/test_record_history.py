"""The history of one thing: by hand and by file, the latest first, and of people nothing that says who they are."""

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.services.editing import points, roles, volunteers
from scheduler.services.paging import Page
from scheduler.services.record_history import history, later, newest
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from tests.conftest import KEY
from tests.scheduler.askers import an_asker
from tests.scheduler.rows import NOW, a_unit
from tests.scheduler.street import Street, a_street

VAULT = Vault((KEY,))
FIRST = Page(1, 10)


@pytest.fixture
def street(session: Session) -> Street:
    return a_street(session)


def test_it_says_who_changed_what_from_what_to_what(session: Session, street: Street) -> None:
    points.save(session, street.admin, "p1", {"priority": 7}, vault=VAULT, now=NOW)

    (change,) = history(session, street.admin, "point", "p1", FIRST).items

    assert (change.by, change.verb, change.at) == (street.admin.name, "change", NOW)
    assert change.fields == (("priority", 1, 7),)


def test_the_latest_comes_first_and_what_came_after_a_change_is_found(session: Session, street: Street) -> None:
    for priority in (5, 6):
        points.save(session, street.admin, "p1", {"priority": priority}, vault=VAULT, now=NOW)
    latest, first = history(session, street.admin, "point", "p1", FIRST).items

    assert (latest.fields, first.fields) == ((("priority", 5, 6),), (("priority", 1, 5),))
    assert newest(session, "point", "p1") == latest.number
    assert later(session, street.admin, "point", "p1", than=first.number) == (latest,)


def test_of_people_it_does_not_say_who_they_are(session: Session, street: Street) -> None:
    volunteers.save(session, street.admin, "v1", {"name": "张三丰", "cap_week": 2}, vault=VAULT, now=NOW)

    (change,) = history(session, street.admin, "volunteer", "v1", FIRST).items

    assert {name: (before, after) for name, before, after in change.fields} == {
        "name": ("…", "…"),
        "cap_week": (None, 2),
    }


def test_a_thing_of_nobodys_change_has_none(session: Session, street: Street) -> None:
    assert history(session, street.admin, "grid", "g1", FIRST).items == ()
    assert newest(session, "grid", "g1") == 0


def test_a_list_of_the_town_has_a_history_too(session: Session, street: Street) -> None:
    roles.ROLES.save(session, street.admin, "leader", {"name": "组长"}, now=NOW)

    (change,) = history(session, street.admin, "role", "leader", FIRST).items

    assert change.fields == (("name", "带班领导", "组长"),)


@pytest.mark.parametrize(
    ("noun", "code"),
    [("unit", "u1"), ("point", "p1"), ("volunteer", "v1"), ("grid", "g1")],
)
def test_out_of_scope_there_is_no_history(session: Session, street: Street, noun: str, code: str) -> None:
    elsewhere = an_asker(session, UserRole.ADMIN, "elsewhere", unit=a_unit(session, "outskirts"))

    with pytest.raises(NotFound):
        history(session, elsewhere, noun, code, FIRST)
    with pytest.raises(NotFound):
        later(session, elsewhere, noun, code, than=0)

"""Versions: listed, compared, undone."""

import re

import pytest
from sqlalchemy import select

from scheduler.services.adjusting import adjust
from scheduler.services.edits import Add
from scheduler.store.changes import ChangeKind, ChangeSet
from scheduler.store.database import Sessions, transaction
from scheduler.store.rosters import Roster
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.rows import NOW, a_volunteer
from tests.scheduler.street import HELD, a_published_roster, a_roster_with, a_street, the_shift


@pytest.fixture
def admin(sessions: Sessions, reader: ReaderOf) -> Reader:
    """An admin of a street whose roster was solved, and then v4 put beside v3."""
    with transaction(sessions) as session:
        street = a_street(session)
        code = a_roster_with(session, street, *HELD)
        adjust(session, street.admin, code, Add(the_shift("02-p1"), "v4"), now=NOW)
    return reader(user_id=street.admin.user_id)


def test_every_version_says_what_made_it(admin: Reader) -> None:
    page = admin.text("/rosters/dec/versions")

    assert "第 2 版" in page
    assert "加入 赵六" in page


def test_the_newest_is_offered_for_comparing_with_what_people_were_told_before(
    sessions: Sessions, reader: ReaderOf
) -> None:
    with transaction(sessions) as session:
        street = a_street(session)
        code = a_published_roster(session, street, *HELD)  # solved, then published: version 2
        adjust(session, street.admin, code, Add(the_shift("02-p1"), "v4"), now=NOW)
    boss = reader(user_id=street.admin.user_id)

    changed = boss.text("/rosters/dec/versions")
    boss.send("/rosters/dec/publish", expected="3")
    published = boss.text("/rosters/dec/versions")

    for page, newest in ((changed, 3), (published, 4)):
        assert re.findall(r'<option value="(\d)" selected', page) == ["2", str(newest)]


def test_two_versions_differ_by_whom_was_added(admin: Reader) -> None:
    page = admin.text("/rosters/dec/compare?from=1&to=2").partition('id="people"')[2]

    assert ("赵六" in page, "王五" in page) == (True, False)


def test_who_differs_is_found_by_name_unit_and_point(admin: Reader) -> None:
    shown = {
        which: "赵六" in admin.text(f"/rosters/dec/compare?from=1&to=2&{which}").partition('id="people"')[2]
        for which in ("person=zhaoliu", "unit=u1", "point=p1", "person=zs", "unit=u2", "point=p2")
    }

    assert list(shown.values()) == [True, True, True, False, False, False]
    assert "没有符合的人" in admin.text("/rosters/dec/compare?from=1&to=2&person=zs")


def test_many_versions_and_many_people_come_in_pages(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        street = a_street(session)
        crowd = [a_volunteer(session, street.units[0], f"w{n:02}") for n in range(21)]
        a_roster_with(session, street, *(("01-p1", one.code) for one in crowd))
        roster = session.scalars(select(Roster)).one()
        roster.version = 51
        session.add_all(
            ChangeSet(roster_id=roster.id, version=version, kind=ChangeKind.ADJUST, at=NOW) for version in range(2, 52)
        )
    boss = reader(user_id=street.admin.user_id)

    people = [boss.text(f"/rosters/dec/compare?from=0&page={n}").count("<h3>") for n in (1, 2)]
    versions = [boss.text(f"/rosters/dec/versions?page={n}").count('scope="row"') for n in (1, 2, 3)]

    assert (people, versions) == ([20, 1], [20, 20, 11])  # 21 people; a solve and fifty steps
    assert "撤销第 51 版" not in boss.text("/rosters/dec/versions?page=2")


def test_the_same_version_twice_differs_in_nothing(admin: Reader) -> None:
    assert "两版的值守完全一样" in admin.text("/rosters/dec/compare?from=2&to=2")


def test_undoing_is_a_version_of_its_own(admin: Reader) -> None:
    undone = admin.send("/rosters/dec/undo", expected="2")

    assert undone.location == "/rosters/dec/versions"
    assert "两版的值守完全一样" in admin.text("/rosters/dec/compare?from=1&to=3")


def test_undoing_what_somebody_changed_meanwhile_says_what_they_did(admin: Reader) -> None:
    answer = admin.send("/rosters/dec/undo", expected="1")

    assert answer.status_code == 409
    assert "加入 赵六" in answer.text

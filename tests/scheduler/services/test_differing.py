"""What differs between two versions, some of the people at once: the same as the whole comparison says, narrowed."""

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.services.access import asker
from scheduler.services.adjusting import adjust
from scheduler.services.board.narrowing import Narrowing
from scheduler.services.comparing import Person, Ref, compare
from scheduler.services.differing import Between, Change, Differing, differing, told_before
from scheduler.services.edits import Add, Edit, Exchange, Move, Remove
from scheduler.services.paging import Page
from scheduler.services.publishing import publish
from tests.scheduler.rows import NOW, PLAIN
from tests.scheduler.street import Street, a_roster_with, the_shift

HELD = (("01-p1", "v1"), ("01-p1", "v2"), ("02-p1", "v3"), ("02-p1", "v4"), ("03-p2", "v5"))
P1, P2, NEXT, THIRD = the_shift("01-p1"), the_shift("01-p2"), the_shift("02-p1"), the_shift("03-p2")
WHOLE, EVERYBODY = Page(), Narrowing()
EDITS: tuple[Edit, ...] = (
    Exchange(P1, "v1", NEXT, "v3"),
    Exchange(P1, "v2", NEXT, "v4"),
    Move("v5", THIRD, the_shift("04-p2")),
    Add(THIRD, "v6"),
    Add(the_shift("04-p1"), "v7"),
    Remove(the_shift("04-p1"), "v7"),
)


@pytest.fixture
def code(session: Session, street: Street) -> str:
    """A roster in seven versions: the first, and one for each of the edits."""
    code = a_roster_with(session, street, *HELD)
    for edit in EDITS:
        adjust(session, street.admin, code, edit, override="试验", now=NOW)
    return code


def seen(session: Session, code: str, page: Page = WHOLE, which: Narrowing = EVERYBODY) -> Differing:
    """From the first version to the newest."""
    return differing(session, asker(session, "admin"), Between(code, 1), which, page)


def codes(found: Differing) -> list[str]:
    return [one.volunteer for one in found.changes.items]


def test_the_same_is_said_as_of_the_whole_comparison(session: Session, code: str) -> None:
    admin = asker(session, "admin")
    for before, after in ((0, 7), (1, 7), (7, 1), (2, 5), (4, 4), (5, 7)):
        whole = compare(session, admin, Ref(code, before), Ref(code, after))

        found = differing(session, admin, Between(code, before, after), Narrowing(), WHOLE)

        assert set(map(_sides, found.changes.items)) == set(map(_sides, whole.people)), (before, after)
        counts = len(whole.people), len(whole.moved), len(whole.exchanged)
        assert ((found.people, found.moved, found.exchanged), found.costs) == (counts, whole.costs)


def test_each_says_with_whom_they_changed_places(session: Session, code: str) -> None:
    found = seen(session, code)

    partners = {one.volunteer: one.exchanged for one in found.changes.items}
    assert partners == {"v1": "王五", "v2": "赵六", "v3": "张三", "v4": "李四", "v5": None, "v6": None}
    assert (found.people, found.exchanged, found.moved) == (6, 2, 1)


@pytest.mark.parametrize(
    ("which", "people"),
    [
        pytest.param(Narrowing(unit="u2"), ["v5", "v6"], id="of a unit"),
        pytest.param(Narrowing(point="p1"), ["v1", "v2", "v3", "v4"], id="at a point"),
        pytest.param(Narrowing(point="p2", unit="u1"), [], id="of a unit at a point"),
        pytest.param(Narrowing(person="ls"), ["v2"], id="by initials"),
        pytest.param(Narrowing(person="周九"), [], id="somebody for whom nothing changes"),
        pytest.param(Narrowing(point="elsewhere"), [], id="at a point nobody knows"),
    ],
)
def test_only_those_who_are_wanted_are_shown(session: Session, code: str, which: Narrowing, people: list[str]) -> None:
    found = seen(session, code, which=which)

    assert (codes(found), found.changes.total, found.people) == (people, len(people), 6)


def test_a_page_has_some_of_them(session: Session, code: str) -> None:
    found = seen(session, code, Page(2, 4))

    assert (codes(found), found.changes.total) == (["v5", "v6"], 6)


def test_a_version_that_is_not_there_is_not_found(session: Session, street: Street, code: str) -> None:
    with pytest.raises(NotFound):
        differing(session, street.admin, Between(code, 1, 9), Narrowing(), WHOLE)


def test_the_newest_is_compared_with_what_people_were_told_before_it(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    first = told_before(session, street.admin, code)
    publish(session, street.admin, code, settings=PLAIN, now=NOW)
    published = told_before(session, street.admin, code)
    for edit in EDITS[:2]:
        adjust(session, street.admin, code, edit, override="试验", now=NOW)

    # Version 1 is solved, 2 published, 3 and 4 are changes.
    assert (first, published, told_before(session, street.admin, code)) == (0, 1, 2)


def _sides(one: Change | Person) -> tuple[object, ...]:
    """Whose they are, and where and when the duties are that they lose and that they win."""
    sides = (
        tuple((shift.point_name, shift.day, shift.start, shift.end) for shift in side)
        for side in (one.removed, one.added)
    )
    return (one.volunteer, *sides)

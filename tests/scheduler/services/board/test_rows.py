"""The rows of a board: posts, people and shifts, each counted without its cells."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.services.board.choices import choices
from scheduler.services.board.listing import listed
from scheduler.services.board.narrowing import Narrowing
from scheduler.services.board.people import people
from scheduler.services.board.posts import posts
from scheduler.services.paging import Page
from scheduler.services.roster_parts import Part
from scheduler.store.points import Point
from scheduler.store.units import Unit
from scheduler.store.users import UserRole
from scheduler.store.volunteers import Volunteer
from tests.scheduler import rows
from tests.scheduler.street import HELD, Street, a_roster_with, a_street, an_asker, the_shift


@pytest.fixture
def code(session: Session, street: Street) -> str:
    """v1 and v2 at p1 on the first, v3 at p1 on the second."""
    return a_roster_with(session, street, *HELD)


def test_a_post_says_how_many_it_is_for_and_how_many_are_missing(session: Session, street: Street, code: str) -> None:
    found = posts(session, street.admin, code, 1, Narrowing())

    told = [(one.point, one.pattern, one.nth, one.start, one.end, one.most, one.missing) for one in found]
    assert told == [("p1", "早高峰", 0, 450, 510, 2, 5), ("p2", "早高峰", 0, 450, 510, 2, 8)]


def test_a_point_has_a_post_for_each_time_of_the_day(session: Session) -> None:
    street = a_street(session, spans=[[1020, 1080], [450, 510]])
    code = a_roster_with(session, street, ("01-p1", "v1"))

    found = posts(session, street.admin, code, 1, Narrowing())

    assert [(one.point, one.nth, one.start) for one in found] == [
        ("p1", 0, 450), ("p1", 1, 1020), ("p2", 0, 450), ("p2", 1, 1020),
    ]  # fmt: skip


def test_who_has_no_code_beside_the_name_stands_as_they_came(session: Session, street: Street, code: str) -> None:
    # By their letters 乙 comes before 甲, 李 before 王.
    for row, old, new in ((Point, "p1", "甲路口"), (Point, "p2", "乙路口"), (Unit, "u1", "甲局"), (Unit, "u2", "乙局")):
        session.execute(update(row).where(row.code == old).values(code=new, name=new))
    for old, name in (("v1", "王五"), ("v2", "李四")):
        session.execute(update(Volunteer).where(Volunteer.code == old).values(code=f"甲局-{name}", name=name))

    there = [one.name for one in posts(session, street.admin, code, 1, Narrowing())]
    who = [(one.unit_name, one.name) for one in people(session, street.admin, code, 1, Narrowing())]
    offered = choices(session, street.admin, code)

    assert there == [name for _, name in offered.points] == ["甲路口", "乙路口"]
    assert [name for _, name in offered.units if name.endswith("局")] == ["甲局", "乙局"]
    assert [one for one in who if one[0] == "甲局"][-2:] == [("甲局", "王五"), ("甲局", "李四")]


@pytest.mark.parametrize(
    ("which", "points"),
    [
        pytest.param(Narrowing(point="p2"), ["p2"], id="a point"),
        pytest.param(Narrowing(grid="g1"), ["p1", "p2"], id="a grid"),
        pytest.param(Narrowing(grid="g2"), [], id="a grid that is not there"),
        pytest.param(Narrowing(unit="u2"), ["p2"], id="what a unit answers for"),
        pytest.param(Narrowing(unit="c"), ["p1", "p2"], id="what the units below answer for"),
        pytest.param(Narrowing(kind="intersection"), ["p1", "p2"], id="a kind"),
        pytest.param(Narrowing(role="leader"), ["p1", "p2"], id="a role that is asked for"),
        pytest.param(Narrowing(role="guide"), [], id="a role that is not"),
        pytest.param(Narrowing(person="张三"), ["p1"], id="somebody by name"),
        pytest.param(Narrowing(person="V3"), ["p1"], id="somebody by code, in whatever case"),
        pytest.param(Narrowing(person="v8"), [], id="somebody who has no duty"),
        pytest.param(Narrowing(vacant=True), ["p1", "p2"], id="where somebody is missing"),
    ],
)
def test_posts_are_narrowed(session: Session, street: Street, code: str, which: Narrowing, points: list[str]) -> None:
    found = posts(session, street.admin, code, 1, which)

    assert [one.point for one in found] == points


def test_on_a_day_that_is_full_a_post_misses_nobody(session: Session, street: Street, code: str) -> None:
    first = Part(since=date(2026, 12, 1), until=date(2026, 12, 2))

    found = posts(session, street.admin, code, 1, Narrowing(vacant=True), part=first)

    assert [(one.point, one.missing) for one in found] == [("p2", 2)]


def test_where_every_seat_is_filled_and_nobody_leads_somebody_is_missing_all_the_same(
    session: Session, street: Street
) -> None:
    code = a_roster_with(session, street, ("01-p1", "v2"), ("01-p1", "v3"), ("01-p2", "v4"), ("01-p2", "v5"))
    first = Part(since=date(2026, 12, 1), until=date(2026, 12, 2))

    rows = posts(session, street.admin, code, 1, Narrowing(vacant=True), part=first)
    lines = listed(session, street.admin, code, 1, Narrowing(vacant=True), part=first, page=Page())

    assert [(one.point, one.missing) for one in rows] == [("p1", 0)]
    assert lines.items == (the_shift("01-p1"),)


def test_everybody_who_may_be_called_on_is_listed_with_how_often(session: Session, street: Street, code: str) -> None:
    found = people(session, street.admin, code, 1, Narrowing())

    assert [(one.volunteer, one.count) for one in found] == [
        ("v1", 1), ("v2", 1), ("v3", 1), ("v4", 0), ("v5", 0), ("v6", 0), ("v7", 0), ("v8", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        pytest.param(Narrowing(unit="u2"), ["v5", "v6", "v7", "v8"], id="of a unit"),
        pytest.param(Narrowing(role="leader"), ["v1", "v5"], id="who hold a role"),
        pytest.param(Narrowing(point="p1"), ["v1", "v2", "v3"], id="who stand at a point"),
        pytest.param(Narrowing(point="p1", role="leader"), ["v1"], id="both"),
        pytest.param(Narrowing(person="王"), ["v3"], id="called so"),
    ],
)
def test_people_are_narrowed(
    session: Session, street: Street, code: str, which: Narrowing, expected: list[str]
) -> None:
    assert [one.volunteer for one in people(session, street.admin, code, 1, which)] == expected


def test_shifts_are_listed_page_by_page(session: Session, street: Street, code: str) -> None:
    found = listed(session, street.admin, code, 1, Narrowing(vacant=True), page=Page(1, 3))

    assert found.items == (the_shift("01-p2"), the_shift("02-p1"), the_shift("02-p2"))
    assert found.total == 7


def test_there_is_a_choice_of_what_is_there(session: Session, street: Street, code: str) -> None:
    found = choices(session, street.admin, code)

    assert found.points == (("p1", "路口1"), ("p2", "路口2"))
    assert found.grids == (("g1", "一街道"),)
    assert [unit for unit, _ in found.units] == ["u1", "u2"]
    assert [kind for kind, _ in found.kinds] == ["intersection"]


def test_a_board_outside_the_scope_is_not_found(session: Session, street: Street, code: str) -> None:
    outsider = an_asker(session, "outsider", UserRole.COORDINATOR, unit_id=rows.a_unit(session, "far").id)

    for ask in (posts, people):
        with pytest.raises(NotFound):
            ask(session, outsider, code, 1, Narrowing())
    with pytest.raises(NotFound):
        choices(session, outsider, code)

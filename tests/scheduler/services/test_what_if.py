"""What if, what would help, and the account of a roster: tried on the street, nothing kept."""

from itertools import count
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden, Invalid, NotFound
from scheduler.services.access import Asker
from scheduler.services.repairing import Memory
from scheduler.services.what_if import Compared, Relief, Supposed, account, compare, reliefs
from scheduler.store.teams import Team, volunteer_team
from scheduler.store.users import UserRole
from tests.scheduler.rows import added
from tests.scheduler.street import (
    HELD,
    Street,
    a_drafted_roster,
    a_published_roster,
    a_roster_with,
    a_street,
    an_asker,
    standing,
)


@pytest.fixture
def street(session: Session) -> Street:
    """The street; of the sixteen seats of its roster dec, four mornings of two at two points, three are taken."""
    street = a_street(session)
    a_roster_with(session, street, *HELD)
    return street


def compared(session: Session, who: Asker, **what: Any) -> Compared:
    return compare(session, who, "dec", Supposed(**what), memory=Memory(), patience=60.0)


def helping(session: Session, who: Asker) -> dict[str, Relief]:
    """By kind what would help."""
    return {one.name: one for one in reliefs(session, who, "dec", memory=Memory(), seconds=60.0)}


def test_what_the_town_can_do_now_stands_beside_what_is_supposed(session: Session, street: Street) -> None:
    found = compared(session, street.admin, lost=("u2",))

    # The four of u1 serve four times a week at most: sixteen seats, but half of a unit stays at its office.
    assert (found.now.seats, found.now.empty) == (16, 0)
    assert (found.then.seats, found.then.empty) == (16, 8)
    assert found.changes["vacancy"] == 8000
    assert found.change == found.then.cost - found.now.cost == sum(found.changes.values())
    assert not found.solved


@pytest.mark.parametrize(
    ("what", "seats", "empty"),
    [
        pytest.param({"cap": "week", "more": -3}, 16, 8, id="each serves once a week"),
        pytest.param({"cap": "week", "more": -3, "unit": "u1"}, 16, 4, id="each of one unit"),
        pytest.param({"point": "p1", "people": 1}, 20, 4, id="a point asks for more"),
        pytest.param({"people": -1}, 8, 0, id="every point asks for fewer"),
        pytest.param({"like": "p1"}, 24, 8, id="a point is added"),
    ],
)
def test_one_thing_is_supposed(session: Session, street: Street, what: dict[str, Any], seats: int, empty: int) -> None:
    found = compared(session, street.admin, **what)

    assert (found.then.seats, found.then.empty) == (seats, empty)


def test_what_could_not_be_looked_at_in_time_is_said(session: Session, street: Street) -> None:
    hours = count(0, 3600)  # the clock goes an hour on whenever it is looked at

    found = compare(session, street.admin, "dec", Supposed(like="p1"), memory=Memory(), clock=lambda: next(hours))

    assert found.late
    assert not compared(session, street.admin, like="p1").late


def test_nothing_is_kept_of_what_is_supposed(session: Session, street: Street) -> None:
    before = standing(session)

    compared(session, street.admin, like="p1")

    assert standing(session) == before


def test_a_supposition_can_be_solved_and_proven(session: Session, street: Street) -> None:
    found = compare(session, street.admin, "dec", Supposed(lost=("u2",)), memory=Memory(), seconds=30.0, patience=60.0)

    assert found.solved
    assert found.then.bound == found.then.cost


@pytest.mark.parametrize(
    ("what", "refusal"),
    [
        pytest.param({}, Invalid, id="nothing"),
        pytest.param({"lost": ("u9",)}, NotFound, id="no such unit"),
        pytest.param({"point": "p9", "people": 1}, NotFound, id="no such point"),
        pytest.param({"like": "p9"}, NotFound, id="no point like it"),
    ],
)
def test_what_cannot_be_supposed_is_refused(
    session: Session, street: Street, what: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        compared(session, street.admin, **what)


def test_what_would_help_was_tried(session: Session, street: Street) -> None:
    for person in street.people:
        person.cap_week = 1
    team = added(session, Team(code="t1", name="红马甲队"))
    members = [{"volunteer_id": street.people[n].id, "team_id": team.id} for n in (1, 2)]
    session.execute(insert(volunteer_team), members)
    session.flush()

    found = helping(session, street.admin)

    # Eight people once a week leave eight seats; each of them once more fills them, the two of the team two.
    assert (found["week"].filled, found["week"].people) == (8, 8)
    assert (found["team"].filled, found["team"].people) == (2, 2)
    assert found["team"].text == "请红马甲队的 2 人帮忙，每周多值 1 次：2 人多值，补上 2 个空位"
    assert "reach" not in found


def test_a_unit_that_the_roster_does_not_call_on_could_be_pooled_with(session: Session, street: Street) -> None:
    for person in street.people:
        person.cap_week = 1
    a_drafted_roster(session, street, "own", unit="u1")

    found = reliefs(session, street.admin, "own", memory=Memory(), seconds=60.0)

    pooled = [one for one in found if one.name == "unit"]
    assert [(one.filled, one.people) for one in pooled] == [(4, 4)]
    assert pooled[0].text.startswith("与税务局合并轮流（4 人）")


def test_where_nothing_is_empty_nothing_needs_help(session: Session, street: Street) -> None:
    assert not helping(session, street.admin)


def test_the_account_says_what_each_rule_costs_and_who_carries_most(session: Session, street: Street) -> None:
    found = account(session, street.admin, "dec", memory=Memory())

    # Thirteen empty seats at 1000, and seven shifts without a leader at 600.
    assert (found.seats, found.empty) == (16, 13)
    assert (found.costs["vacancy"], found.costs["role"]) == (13_000, 4200)
    assert (found.bound, found.avoidable) == (None, None)
    assert {one.volunteer for one in found.most[:3]} == {"v1", "v2", "v3"}
    assert [one.duties for one in found.most] == [1, 1, 1, 0, 0]
    assert [one.duties for one in found.least] == [0, 0, 0, 0, 0]


def test_who_only_looks_sees_neither(session: Session, street: Street) -> None:
    viewer = an_asker(session, "viewer", UserRole.VIEWER)

    with pytest.raises(Forbidden):
        account(session, viewer, "dec", memory=Memory())
    with pytest.raises(Forbidden):
        compared(session, viewer, like="p1")
    with pytest.raises(Forbidden):
        helping(session, viewer)


def test_what_was_published_is_no_reason_against_a_change(session: Session) -> None:
    street = a_street(session)
    a_published_roster(session, street, *HELD)

    found = compared(session, street.admin, lost=("u2",))

    assert (found.now.costs["added"], found.then.costs["dropped"]) == (0, 0)

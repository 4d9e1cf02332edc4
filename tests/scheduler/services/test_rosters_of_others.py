"""Rosters outside the scope in which people or points of one's own are: which there are."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.paging import Page
from scheduler.services.rosters_of_others import of_others, page, seen_of
from scheduler.store.users import UserRole
from tests.scheduler.askers import a_coordinator, an_asker
from tests.scheduler.rows import a_unit
from tests.scheduler.street import HELD, START, Street, a_published_roster, a_roster_with

LAST = START + timedelta(days=3)
TOLD = [("dec", "全市2026年12月排班表", START, LAST)]


def told(session: Session, who: Asker, since: date) -> list[tuple[str, str, date, date]]:
    return [(one.code, one.name, one.start, one.last) for one in of_others(session, who, since=since)]


@pytest.mark.parametrize("unit", [pytest.param(0, id="its people stand there"), pytest.param(1, id="its point does")])
def test_a_unit_is_told_of_the_towns_roster(session: Session, street: Street, unit: int) -> None:
    a_published_roster(session, street, *HELD)

    assert told(session, a_coordinator(session, street.units[unit]), LAST) == TOLD


def test_a_grid_is_told_of_the_roster_of_its_points(session: Session, street: Street) -> None:
    a_published_roster(session, street)
    keeper = an_asker(session, UserRole.COORDINATOR, grid=street.grid)

    assert told(session, keeper, START) == TOLD


def test_nobody_is_told_of_what_is_theirs_or_over_or_not_published(session: Session, street: Street) -> None:
    a_roster_with(session, street, code="draft", start=date(2027, 1, 4))
    a_published_roster(session, street, *HELD)
    wang, stranger = a_coordinator(session, street.units[0]), a_coordinator(session, a_unit(session, "u9"), "zhao")

    assert told(session, street.admin, START) == []
    assert told(session, stranger, START) == []
    assert told(session, wang, LAST + timedelta(days=1)) == []
    assert told(session, wang, START) == TOLD


def test_they_can_be_looked_through_page_by_page(session: Session, street: Street) -> None:
    a_published_roster(session, street, *HELD)
    a_published_roster(session, street, code="later", start=date(2027, 1, 4))
    a_published_roster(session, street, code="own", unit="u1")
    wang = a_coordinator(session, street.units[0])

    found = page(session, wang, Page(1, 1, "-start"))

    assert ([one.code for one in found.items], found.total) == (["later"], 2)
    assert found.items[0].may == frozenset()


def test_only_rosters_of_the_scope_can_be_looked_at(session: Session, street: Street) -> None:
    a_published_roster(session, street)
    a_published_roster(session, street, code="own", unit="u1")
    wang = a_coordinator(session, street.units[0])

    assert seen_of(session, wang, ["dec", "own", "nowhere"]) == {"own"}
    assert seen_of(session, street.admin, ["dec", "own"]) == {"dec", "own"}
    assert seen_of(session, street.admin, []) == frozenset()

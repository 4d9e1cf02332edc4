"""What a cut is made of: their people with how often they stand, their posts, its shifts by pages, and its figures."""

import pytest
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.services import absences
from scheduler.services.access import Asker
from scheduler.services.adjusting import adjust
from scheduler.services.edits import Add
from scheduler.services.ours import rows
from scheduler.services.ours.cut import Cut, cut
from scheduler.services.ours.rows import Figures
from scheduler.services.paging import Page
from scheduler.services.roster_parts import Part
from scheduler.store.users import UserRole
from tests.scheduler.askers import a_coordinator, an_asker
from tests.scheduler.rows import NOW
from tests.scheduler.services.ours.test_cut import MIXED
from tests.scheduler.street import START, Street, a_published_roster, the_shift


@pytest.fixture
def wang(session: Session, street: Street) -> Asker:
    a_published_roster(session, street, *MIXED)
    return a_coordinator(session, street.units[0])


@pytest.fixture
def ours(session: Session, wang: Asker) -> Cut:
    return cut(session, wang, "dec")


def test_every_one_of_their_people_is_listed_also_who_has_no_duty(session: Session, ours: Cut) -> None:
    found = rows.people(session, ours)

    assert [(one.name, one.count) for one in found] == [("张三", 1), ("李四", 1), ("王五", 0), ("赵六", 0)]


def test_only_duties_of_the_days_that_are_looked_at_are_counted(session: Session, ours: Cut) -> None:
    found = rows.people(session, ours, part=Part(until=START))

    assert {one.count for one in found} == {0}


def test_only_posts_at_their_points_are_listed(session: Session, ours: Cut) -> None:
    found = rows.posts(session, ours)

    # Two seats on each of four days, of which two are filled.
    assert [(one.point, one.start, one.missing) for one in found] == [("p1", 450, 6)]


def test_the_shifts_of_a_page_are_those_that_are_seen(session: Session, ours: Cut) -> None:
    found = rows.listed(session, ours, page=Page(1, 2))

    assert (found.items, found.total) == ((the_shift("01-p1"), the_shift("01-p2")), 5)


def test_figures_are_of_their_people_and_of_their_points(session: Session, ours: Cut) -> None:
    assert rows.figures(session, ours) == Figures(people=2, duties=2, points=1, seats=8, vacant=6)


def test_a_grid_has_points_and_no_people(session: Session, street: Street, wang: Asker) -> None:
    keeper = an_asker(session, UserRole.INSPECTOR, "keeper", grid=street.grid)

    ours = cut(session, keeper, "dec")

    assert rows.people(session, ours) == ()
    assert rows.figures(session, ours) == Figures(people=0, duties=0, points=2, seats=16, vacant=11)


def test_it_stands_as_it_was_published_and_nothing_may_be_done(session: Session, wang: Asker, ours: Cut) -> None:
    stands = rows.standing(session, wang, ours)

    assert (stands.version, stands.seats, stands.vacant, stands.score) == (ours.version, 8, 6, None)
    assert (stands.roster.version, stands.roster.may) == (ours.version, frozenset())


def test_of_leave_it_is_told_which_duties_of_theirs_wait_for_somebody_else(
    session: Session, street: Street, ours: Cut
) -> None:
    adjust(session, street.admin, "dec", Add(the_shift("03-p1"), "v1"), now=NOW)
    first, last = at(START, 0), at(START, 4 * 1440)
    for volunteer in ("v1", "v2", "v5"):
        leave = absences.ask(session, street.admin, volunteer, starts_at=first, ends_at=last, now=NOW)
        absences.approve(session, street.admin, leave.number, now=NOW)

    found = rows.missed(session, ours, now=NOW)

    # v5 is not theirs, and that v1 is to come on the third day nobody was told yet.
    assert [(one.volunteer, one.shift) for one in found] == [("v1", the_shift("01-p1")), ("v2", the_shift("01-p2"))]

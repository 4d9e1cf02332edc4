"""Paper of a cut: lists of their people without anybody else, and the sheets of their points with everybody."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden, Invalid
from scheduler.services.access import Asker
from scheduler.services.board.narrowing import Narrowing
from scheduler.services.exporting.paper import Kind, Paper, Phones, Wanted
from scheduler.services.ours.cut import cut
from scheduler.services.ours.paper import paper
from scheduler.store.audit import AuditEntry
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from tests.conftest import KEY
from tests.scheduler.askers import a_coordinator, an_asker
from tests.scheduler.rows import NOW
from tests.scheduler.services.ours.test_cut import MIXED
from tests.scheduler.street import START, Street, a_published_roster

LAST = START + timedelta(days=3)
PHONE = "13800000001"


@pytest.fixture
def wang(session: Session, street: Street) -> Asker:
    for person in street.people:
        person.phone_sealed = Vault((KEY,)).seal(PHONE)
    a_published_roster(session, street, *MIXED)
    return a_coordinator(session, street.units[0])


def printed(session: Session, who: Asker, kind: Kind, *, last: date = LAST, **more: object) -> Paper:
    given = {"which": Narrowing(), "since": START, "phones": Phones.NONE, **more}
    wanted = Wanted(kind=kind, last=last, **given)  # type: ignore[arg-type]
    return paper(session, who, cut(session, who, "dec"), wanted, vault=Vault((KEY,)), now=NOW)


def test_their_list_has_nobody_else_on_it(session: Session, wang: Asker) -> None:
    made = printed(session, wang, Kind.UNITS)

    assert made.people == {"v1", "v2"}
    assert {seat.name for shift in made.view.shifts for seat in shift.crew} == {"张三", "李四"}
    assert made.phones == {}


def test_the_sheet_of_their_point_has_everybody_who_comes(session: Session, wang: Asker) -> None:
    made = printed(session, wang, Kind.POINTS)

    assert (made.found, [post.point for post in made.posts]) == (1, ["p1"])
    assert [seat.name for seat in made.view.shifts[0].crew] == ["张三", "孙八"]


def test_phones_of_their_people_are_read_in_full_by_who_may_call_and_noted(session: Session, wang: Asker) -> None:
    made = printed(session, wang, Kind.UNITS, phones=Phones.FULL)

    assert made.phones == {"v1": PHONE, "v2": PHONE}
    (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.verb == "export"))
    assert (entry.ref, entry.detail["phones"]) == ("dec", 2)


def test_a_viewer_is_shown_no_phone_in_full(session: Session, street: Street, wang: Asker) -> None:
    viewer = an_asker(session, UserRole.VIEWER, "viewer", unit=street.units[0])

    assert set(printed(session, viewer, Kind.UNITS, phones=Phones.MASKED).phones.values()) == {"138****0001"}
    with pytest.raises(Forbidden):
        printed(session, viewer, Kind.UNITS, phones=Phones.FULL)


def test_one_unit_or_point_can_be_chosen_and_nothing_is_no_sheet(session: Session, wang: Asker) -> None:
    others = printed(session, wang, Kind.UNITS, which=Narrowing(unit="u2"))
    elsewhere = printed(session, wang, Kind.POINTS, which=Narrowing(point="p2"))

    assert (others.found, others.view.shifts) == (0, ())
    assert (elsewhere.found, elsewhere.posts) == (0, ())


def test_days_outside_the_roster_are_refused(session: Session, wang: Asker) -> None:
    with pytest.raises(Invalid):
        printed(session, wang, Kind.POINTS, last=LAST + timedelta(days=1))

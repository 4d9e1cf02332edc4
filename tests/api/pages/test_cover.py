"""Lending people for a day from the page: what is missing where, who would come, what that does, and taking it."""

import re
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.reminders import Reminder
from scheduler.store.units import Unit
from scheduler.store.users import UserRole
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.street import HELD, Street, a_published_roster, a_street_of_two_grids, an_asker, standing

DAY = "/cover/?date=2026-12-01"
G1_TO_G2 = f"{DAY}&source=g1&target=g2"
PICK = "20261201-p2-0730"


@pytest.fixture
def street(sessions: Sessions) -> Street:
    """Told: on the first v1 and v2 are at p1 in g1, nobody is at p2 in g2."""
    with transaction(sessions) as session:
        street = a_street_of_two_grids(session)
        a_published_roster(session, street, *HELD)
    return street


@pytest.fixture
def lender(street: Street, reader: ReaderOf) -> Reader:
    return reader(user_id=street.admin.user_id)


def test_a_day_shows_who_is_missing_and_who_is_free(lender: Reader) -> None:
    page = lender.text(DAY)

    assert "缺 2" in page
    assert "从这里调" in page


def test_the_form_begins_with_whom_it_lacks_and_another_that_has_people_free(lender: Reader) -> None:
    page = lender.text(DAY)

    assert re.findall(r'<option value="(\w+)" selected>', page)[-2:] == ["g1", "g2"]


def test_who_would_come_stands_beside_what_it_does(lender: Reader) -> None:
    page = lender.text(G1_TO_G2)

    assert "一街道 → 二街道" in page
    assert "2 → 0" in page  # that day
    assert "13 → 11" in page  # of the whole roster
    assert "王五，您在《全市2026年12月排班表》中的值守有变动" in page
    assert "就这样调，并通知 2 人" in page


def test_somebody_else_is_chosen(lender: Reader) -> None:
    query = urlencode({"pick": f"{PICK} v4"})

    page = lender.text(f"{G1_TO_G2}&pick=-&{query}")

    assert "2 → 1" in page
    assert "王五，" not in page


def test_people_who_are_taken_are_on_the_roster_and_told(lender: Reader, sessions: Sessions) -> None:
    answer = lender.send(
        "/cover/", date="2026-12-01", source="g1", target="g2", roster="dec", expected=2,
        pick=[f"{PICK} v3", f"{PICK} v4"],
    )  # fmt: skip

    assert "已调好并通知 2 人" in lender.text(answer.location)
    with reading(sessions) as session:
        assert {duty.volunteer for duty in standing(session) if duty.shift == PICK} == {"v3", "v4"}
        assert len(session.scalars(select(Reminder).where(Reminder.kind == "changed")).all()) == 2


def test_a_refusal_is_said_where_one_asked(lender: Reader) -> None:
    answer = lender.send(
        "/cover/", date="2026-12-01", source="g1", target="g2", roster="dec", expected=1, pick=f"{PICK} v3"
    )

    assert "source=g1" in answer.location
    assert 'role="alert"' in lender.text(answer.location)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        pytest.param("date=2026-13-01", 422, id="no day"),
        pytest.param("date=2026-12-01&source=g1&target=g1", 422, id="the same grid"),
        pytest.param("date=2026-12-01&source=g9&target=g2", 404, id="no such grid"),
        pytest.param("date=2026-12-01&source=g1&target=g2&pick=odd", 422, id="an odd choice"),
    ],
)
def test_what_cannot_be_is_refused(lender: Reader, query: str, status: int) -> None:
    assert lender.get(f"/cover/?{query}").status_code == status


def test_without_shifts_or_grids_the_page_says_so(lender: Reader, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        unit = session.scalars(select(Unit).where(Unit.code == "u1")).one()
        of_unit = an_asker(session, "of-u1", UserRole.COORDINATOR, unit_id=unit.id)

    without = lender.text("/cover/?date=2027-06-01")

    assert "没有已发布的班次" in without
    assert "看最近有班次的" in without
    assert "没有可以调配的片区" in reader(user_id=of_unit.user_id).text(DAY)


def test_in_english_nothing_is_left_in_chinese_of_the_page(lender: Reader) -> None:
    lender.send("/language", language="en", back="/")

    page = lender.text(G1_TO_G2)

    assert "Lending people" in page
    assert "跨片支援" not in page

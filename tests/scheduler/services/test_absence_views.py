"""Absences are looked at in pages, filtered by the database, inside the asker's scope."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.services import absence_views, absences
from scheduler.services.absence_views import AbsenceFilter
from scheduler.services.access import asker
from scheduler.services.paging import Page
from scheduler.store.absences import AbsenceState
from tests.scheduler.askers import a_coordinator, an_admin
from tests.scheduler.rows import NOW, a_unit, a_user, a_volunteer

START = datetime(2026, 11, 30, 16, tzinfo=UTC)
DAY = timedelta(days=1)


def three_absences(session: Session) -> tuple[int, int, int]:
    """Of v1 (u1 below c) on the first day and the second, approved; of v2 (u2) on the third."""
    command = a_unit(session, "c", name="指挥部")
    a_volunteer(session, a_unit(session, "u1", parent_id=command.id), "v1")
    a_volunteer(session, a_unit(session, "u2", name="教育局"), "v2", name="李四")
    boss = an_admin(session)
    numbers = [
        absences.ask(session, boss, code, starts_at=START + n * DAY, ends_at=START + (n + 1) * DAY, now=NOW).number
        for n, code in enumerate(("v1", "v1", "v2"))
    ]
    absences.approve(session, boss, numbers[1], now=NOW)
    return numbers[0], numbers[1], numbers[2]


@pytest.mark.parametrize(
    ("which", "places"),
    [
        pytest.param({}, [0, 1, 2], id="all, by start"),
        pytest.param({"state": AbsenceState.APPROVED}, [1], id="of one state"),
        pytest.param({"unit": "c"}, [0, 1], id="of a unit and those below it"),
        pytest.param({"volunteer": "v2"}, [2], id="of one person"),
        pytest.param({"since": START + DAY}, [1, 2], id="what is over by then is left out"),
        pytest.param({"until": START + DAY}, [0], id="what starts then is left out"),
    ],
)
def test_a_page_holds_what_is_asked_for(session: Session, which: Mapping[str, Any], places: list[int]) -> None:
    numbers = three_absences(session)

    found = absence_views.page(session, asker(session, "boss"), Page(), AbsenceFilter(**which))

    assert [one.number for one in found.items] == [numbers[place] for place in places]
    assert found.total == len(places)


def test_a_page_is_cut_and_ordered_by_the_database(session: Session) -> None:
    first, second, _ = three_absences(session)

    found = absence_views.page(session, asker(session, "boss"), Page(2, 1, "-starts_at"), AbsenceFilter())
    last = absence_views.page(session, asker(session, "boss"), Page(3, 1, "-starts_at"), AbsenceFilter())

    assert ([one.number for one in found.items], found.total) == ([second], 3)
    assert [one.number for one in last.items] == [first]


def test_a_unit_outside_the_scope_is_not_there(session: Session) -> None:
    three_absences(session)
    other = a_coordinator(session, a_unit(session, "u3"))

    assert absence_views.page(session, other, Page(), AbsenceFilter()).total == 0
    with pytest.raises(NotFound):
        absence_views.page(session, other, Page(), AbsenceFilter(unit="u1"))


def test_one_is_seen_in_the_scope_or_by_who_asked(session: Session) -> None:
    unit = a_unit(session)
    person = a_volunteer(session, unit)
    number = absences.ask(session, an_admin(session), "v1", starts_at=START, ends_at=START + DAY, now=NOW).number
    a_user(session, "zhang", volunteer_id=person.id)
    stranger = a_coordinator(session, a_unit(session, "u2"))

    assert absence_views.one(session, asker(session, "zhang"), number).volunteer == "v1"
    with pytest.raises(NotFound):
        absence_views.one(session, stranger, number)

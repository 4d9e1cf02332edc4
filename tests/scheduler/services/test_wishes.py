"""Wishes are noted by who plans the unit or by the volunteer; they reach the solver, and they do not meet."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services import wish_views, wishes
from scheduler.services.access import asker
from scheduler.services.paging import Page
from scheduler.services.spans import SpanFilter
from scheduler.services.wishes import MOST, Wished
from scheduler.store.absences import Wish
from scheduler.store.audit import AuditEntry
from scheduler.store.snapshot import snapshot
from scheduler.store.users import UserRole
from solver.problem import Span
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.rows import NOW, a_point, a_roster, a_unit, a_user, a_volunteer

# The whole of 1 December 2026 in Shanghai.
START = datetime(2026, 11, 30, 16, tzinfo=UTC)
DAY = timedelta(days=1)


def wished(day: int = 0, **fields: Any) -> Wished:
    """For the whole of that day after 1 December."""
    return Wished(**{"starts_at": START + day * DAY, "ends_at": START + (day + 1) * DAY, **fields})


def test_a_wish_reaches_the_solver(session: Session) -> None:
    a_volunteer(session, a_unit(session))
    a_point(session)
    roster = a_roster(session)

    wishes.add(session, an_admin(session), "张三", wished(2, weight=-7), now=NOW)

    (person,) = snapshot(session, roster).volunteers
    # The third day of the roster, in minutes.
    assert [(wish.span, wish.weight) for wish in person.wishes] == [(Span(2880, 4320), -7)]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"ends_at": START}, id="no time at all"),
        pytest.param({"weight": 0}, id="no weight at all"),
        pytest.param({"weight": 101}, id="too much weight"),
        pytest.param({"weight": -101}, id="too glad"),
    ],
)
def test_a_wish_has_a_span_and_a_weight(fields: Mapping[str, Any]) -> None:
    with pytest.raises(Invalid):
        wished(**fields)


def test_wishes_of_one_person_do_not_meet(session: Session) -> None:
    a_volunteer(session, a_unit(session))
    boss = an_admin(session)
    first = wishes.add(session, boss, "v1", wished(), now=NOW)
    second = wishes.add(session, boss, "v1", wished(1), now=NOW)

    with pytest.raises(Conflict, match=f"第 {first.number} 号"):
        wishes.add(session, boss, "v1", wished(ends_at=START + timedelta(hours=1)), now=NOW)
    with pytest.raises(Conflict, match=f"第 {second.number} 号"):
        wishes.change(session, boss, first.number, wished(ends_at=START + 2 * DAY), now=NOW)
    assert wishes.change(session, boss, first.number, wished(weight=3), now=NOW).weight == 3


def test_a_person_has_so_many_wishes_ahead(session: Session) -> None:
    a_volunteer(session, a_unit(session))
    boss = an_admin(session)
    wishes.add(session, boss, "v1", wished(-30), now=NOW)  # over by now
    for day in range(MOST):
        wishes.add(session, boss, "v1", wished(day), now=NOW)

    with pytest.raises(Conflict, match=str(MOST)):
        wishes.add(session, boss, "v1", wished(MOST), now=NOW)


def test_every_edit_is_in_the_audit_with_before_and_after(session: Session) -> None:
    a_volunteer(session, a_unit(session))
    boss = an_admin(session)

    number = wishes.add(session, boss, "v1", wished(), now=NOW).number
    wishes.change(session, boss, number, wished(weight=3), now=NOW)
    wishes.change(session, boss, number, wished(weight=3), now=NOW)
    wishes.remove(session, boss, number, now=NOW)

    span = [START.isoformat(), (START + DAY).isoformat()]
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [entry.verb for entry in entries] == ["add", "edit", "remove"]
    assert entries[1].detail == {"before": [*span, 10], "after": [*span, 3]}


def test_who_only_looks_changes_nothing(session: Session) -> None:
    unit = a_unit(session)
    a_volunteer(session, unit)
    number = wishes.add(session, an_admin(session), "v1", wished(), now=NOW).number
    viewer = an_asker(session, UserRole.VIEWER, "li", unit=unit)

    with pytest.raises(Forbidden):
        wishes.add(session, viewer, "v1", wished(1), now=NOW)
    with pytest.raises(Forbidden):
        wishes.remove(session, viewer, number, now=NOW)
    assert wish_views.one(session, viewer, number).number == number


def test_a_wish_outside_the_scope_is_not_there(session: Session) -> None:
    a_volunteer(session, a_unit(session))
    number = wishes.add(session, an_admin(session), "v1", wished(), now=NOW).number
    stranger = a_coordinator(session, a_unit(session, "u2"))

    with pytest.raises(NotFound):
        wish_views.one(session, stranger, number)
    with pytest.raises(NotFound):
        wishes.change(session, stranger, number, wished(), now=NOW)
    assert wish_views.page(session, stranger, Page(), SpanFilter()).total == 0


def test_the_page_is_filtered(session: Session) -> None:
    a_volunteer(session, a_unit(session), "v1")
    a_volunteer(session, a_unit(session, "u2"), "v2", name="李四")
    boss = an_admin(session)
    for code, day in (("v1", 0), ("v1", 1), ("v2", 2)):
        wishes.add(session, boss, code, wished(day), now=NOW)

    def found(**which: Any) -> list[tuple[str, datetime]]:
        page = wish_views.page(session, boss, Page(), SpanFilter(**which))
        return [(one.volunteer, one.starts_at) for one in page.items]

    assert found(unit="u2") == [("v2", START + 2 * DAY)]
    assert found(volunteer="v1", since=START + DAY) == [("v1", START + DAY)]
    assert found(until=START + DAY) == [("v1", START)]


def test_volunteers_note_and_forget_their_own(session: Session) -> None:
    unit = a_unit(session)
    one, other = a_volunteer(session, unit), a_volunteer(session, unit, "v2", name="李四")

    made = wishes.add_own(session, one.id, wished(), now=NOW)
    with pytest.raises(NotFound):
        wishes.remove_own(session, other.id, made.number, now=NOW)

    assert wish_views.own(session, one.id, since=NOW) == (made,)
    assert wish_views.own(session, one.id, since=START + DAY) == ()
    wishes.remove_own(session, one.id, made.number, now=NOW)
    assert session.scalars(select(Wish)).all() == []


def test_with_an_account_ones_own_are_ones_own_too(session: Session) -> None:
    person = a_volunteer(session, a_unit(session))
    a_user(session, "zhang", volunteer_id=person.id)
    who = asker(session, "zhang")

    number = wishes.add(session, who, "v1", wished(), now=NOW).number
    wishes.remove(session, who, number, now=NOW)

    with pytest.raises(NotFound):
        wish_views.one(session, who, number)

"""What people say of headings is remembered for the town: the latest counts, nobody's data stays."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden, NotFound
from scheduler.services import headings
from scheduler.services.headings import Saying
from scheduler.services.paging import Page
from scheduler.store.audit import AuditEntry
from scheduler.store.users import UserRole
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.rows import NOW, a_unit

NAME = Saying("volunteers", "人员名称", "name")


def noted(session: Session) -> list[tuple[str, str]]:
    found = select(AuditEntry).where(AuditEntry.noun == "heading").order_by(AuditEntry.id)
    return [(entry.verb, entry.ref) for entry in session.scalars(found)]


def test_what_one_coordinator_said_counts_for_the_whole_town(session: Session) -> None:
    who, other = a_coordinator(session, a_unit(session)), a_coordinator(session, a_unit(session, "u2"), "li")

    (kept,) = headings.remember(session, who, [NAME], now=NOW)

    assert (kept.sheet_title, kept.heading, kept.column) == ("志愿者", "人员名称", "姓名")
    assert headings.remembered(session) == {"volunteers": {"人员名称": "name"}}
    assert headings.page(session, other, Page()).items == (kept,)
    assert noted(session) == [("remember", "人员名称")]


def test_headings_are_told_apart_as_titles_are_compared(session: Session) -> None:
    who = an_admin(session)
    headings.remember(session, who, [NAME], now=NOW)

    again = headings.remember(session, who, [Saying("volunteers", " 人员 名称*", "name")], now=NOW)

    assert (again, len(noted(session))) == ((), 1)


def test_who_speaks_later_is_right(session: Session) -> None:
    who = an_admin(session)
    headings.remember(session, who, [NAME], now=NOW)

    headings.remember(session, who, [Saying("volunteers", "人员名称", "")], now=NOW + timedelta(hours=1))

    assert headings.remembered(session) == {"volunteers": {"人员名称": ""}}
    assert [entry.detail["before"] for entry in session.scalars(select(AuditEntry))] == [None, "name"]


def test_what_does_not_hold_any_more_is_forgotten(session: Session) -> None:
    who = an_admin(session)
    headings.remember(session, who, [NAME], now=NOW)

    headings.remember(session, who, [Saying("volunteers", "人员名称", None)], now=NOW)

    assert headings.remembered(session) == {}
    assert noted(session) == [("remember", "人员名称"), ("forget", "人员名称")]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        pytest.param("姓名", "code", id="a heading that the sheet knows"),
        pytest.param("包保单位", "unit", id="one that it knows by its end"),
        pytest.param("139****0001", "phone", id="a phone, masked"),
        pytest.param("1985-3-1出生", "birth_year", id="a row of somebody's taken for headings"),
        pytest.param("名", "name", id="a single sign"),
        pytest.param("很" * 31, "name", id="a sentence"),
    ],
)
def test_what_is_no_heading_of_their_own_is_not_kept(session: Session, heading: str, field: str) -> None:
    assert headings.remember(session, an_admin(session), [Saying("volunteers", heading, field)], now=NOW) == ()
    assert headings.remembered(session) == {}


def test_a_heading_is_forgotten_by_its_number_or_by_what_it_is_called(session: Session) -> None:
    who = an_admin(session)
    said = [NAME, Saying("absences", "人员名称", "volunteer"), Saying("volunteers", "归口", "unit")]
    kept = headings.remember(session, who, said, now=NOW)

    by_name = headings.forget_called(session, who, "人员 名称", now=NOW)
    headings.forget(session, who, kept[2].number, now=NOW)

    assert (by_name, headings.remembered(session)) == (2, {})
    with pytest.raises(NotFound, match="没有记住"):
        headings.forget(session, who, kept[2].number, now=NOW)


def test_who_plans_nothing_neither_looks_nor_forgets(session: Session) -> None:
    (kept,) = headings.remember(session, an_admin(session), [NAME], now=NOW)
    who = an_asker(session, UserRole.VIEWER, "viewer")

    with pytest.raises(Forbidden):
        headings.page(session, who, Page())
    with pytest.raises(Forbidden):
        headings.forget(session, who, kept.number, now=NOW)


def test_of_too_many_the_oldest_go(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headings, "MOST", 2)
    who = an_admin(session)

    for hour, heading in enumerate(["甲列", "乙列", "丙列"]):
        headings.remember(session, who, [Saying("volunteers", heading, "name")], now=NOW + timedelta(hours=hour))

    assert headings.remembered(session) == {"volunteers": {"乙列": "name", "丙列": "name"}}

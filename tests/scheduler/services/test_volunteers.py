"""Volunteers are looked at in pages inside the asker's scope; what is private is for who plans or calls them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden, NotFound
from scheduler.geo import Spot
from scheduler.services import volunteers
from scheduler.services.access import Asker, asker
from scheduler.services.paging import Page
from scheduler.services.volunteers import VolunteerFilter, WeekTime
from scheduler.settings import Settings
from scheduler.store.audit import AuditEntry
from scheduler.store.teams import Role, Team
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Availability, Place, PlaceKind, VolunteerKind
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.rows import NOW, a_unit, a_volunteer, added

PHONE = "13800000000"


@pytest.fixture
def vault(settings: Settings) -> Vault:
    return Vault(settings.keys)


def three_people(session: Session, vault: Vault) -> Asker:
    """v1 of u1 below c: party member, leader, of the team t1, with PHONE; v2 of u1: a student who leaves on 1 December;
    v3 of u2."""
    command = a_unit(session, "c", name="指挥部")
    unit = a_unit(session, "u1", parent_id=command.id)
    leader = session.scalars(select(Role).where(Role.code == "leader")).one()
    team = added(session, Team(code="t1", name="先锋队"))
    sealed = {"phone_sealed": vault.seal(PHONE), "phone_index": vault.index(PHONE)}
    a_volunteer(session, unit, "v1", party_member=True, roles=[leader], teams=[team], **sealed)
    a_volunteer(session, unit, "v2", name="李四", kind=VolunteerKind.STUDENT, left_on=date(2026, 12, 1))
    a_volunteer(session, a_unit(session, "u2", name="教育局"), "v3", name="王五")
    return an_admin(session)


@pytest.mark.parametrize(
    ("which", "codes"),
    [
        pytest.param({}, ["v1", "v2", "v3"], id="everybody"),
        pytest.param({"unit": "c"}, ["v1", "v2"], id="of a unit and those below it"),
        pytest.param({"team": "t1"}, ["v1"], id="of a team"),
        pytest.param({"role": "leader"}, ["v1"], id="with a role"),
        pytest.param({"kind": VolunteerKind.STUDENT}, ["v2"], id="of a kind"),
        pytest.param({"party_member": False}, ["v2", "v3"], id="not in the party"),
        pytest.param({"on": date(2026, 11, 30)}, ["v1", "v2", "v3"], id="there on somebody's last day"),
        pytest.param({"on": date(2026, 12, 1)}, ["v1", "v3"], id="there on the day somebody leaves"),
        pytest.param({"search": "李"}, ["v2"], id="by part of the name"),
        pytest.param({"search": "ls"}, ["v2"], id="by the initials of the name"),
        pytest.param({"search": "lisi"}, ["v2"], id="by how the name sounds"),
        pytest.param({"search": "V3"}, ["v3"], id="by code in any case"),
        pytest.param({"search": "138 0000 0000"}, ["v1"], id="by the whole phone"),
        pytest.param({"search": "1380000"}, [], id="not by a part of the phone"),
        pytest.param({"search": "%"}, [], id="a sign of SQL is a sign"),
    ],
)
def test_a_page_holds_who_is_asked_for(
    session: Session, vault: Vault, which: Mapping[str, Any], codes: list[str]
) -> None:
    boss = three_people(session, vault)

    found = volunteers.page(session, boss, Page(order="code"), VolunteerFilter(**which), vault=vault)

    assert [one.code for one in found.items] == codes
    assert found.total == len(codes)


def test_a_page_asks_the_database_the_same_few_times_however_many_there_are(session: Session, vault: Vault) -> None:
    unit, boss = a_unit(session), an_admin(session)
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))

    counts = []
    for size in (1, 20):
        for n in range(size):
            a_volunteer(session, unit, f"v{size}-{n}")
        session.expire_all()
        asked.clear()
        volunteers.page(session, boss, Page(), VolunteerFilter(), vault=vault)
        counts.append(len(asked))

    # The count, the people with their unit, and what hangs on them: teams, roles, usual points, times and places.
    assert counts == [7, 7]


def test_phones_are_masked_and_tried_out_only_by_who_may_call(session: Session, vault: Vault) -> None:
    three_people(session, vault)
    viewer = an_asker(session, UserRole.VIEWER, "li")

    shown = volunteers.one(session, viewer, "v1", vault=vault).phone
    found = volunteers.page(session, viewer, Page(), VolunteerFilter(search=PHONE), vault=vault)

    assert (shown, found.total) == ("138****0000", 0)


def test_a_phone_is_read_by_who_may_call_and_that_is_noted(session: Session, vault: Vault) -> None:
    three_people(session, vault)
    inspector = an_asker(session, UserRole.INSPECTOR, "wang")

    assert volunteers.phone(session, inspector, "v1", vault=vault, now=NOW) == PHONE
    assert volunteers.phone(session, inspector, "v2", vault=vault, now=NOW) is None

    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.user_id, entry.verb, entry.ref) == (inspector.user_id, "read-phone", "v1")
    assert PHONE not in str(entry.detail)


def test_who_only_looks_reads_no_phone(session: Session, vault: Vault) -> None:
    three_people(session, vault)

    with pytest.raises(Forbidden):
        volunteers.phone(session, an_asker(session, UserRole.VIEWER, "li"), "v1", vault=vault, now=NOW)


def test_where_somebody_lives_is_for_who_plans_their_unit(session: Session, vault: Vault) -> None:
    unit = a_unit(session)
    person = a_volunteer(session, unit, birth_year=2009, guardian_note="同意书 7 号")
    for kind, longitude in ((PlaceKind.HOME, 116.7), (PlaceKind.OFFICE, 116.8)):
        added(session, Place(volunteer_id=person.id, kind=kind, longitude=longitude, latitude=39.5))
    session.expire_all()

    planner = volunteers.one(session, a_coordinator(session, unit), "v1", vault=vault)
    viewer = volunteers.one(session, an_asker(session, UserRole.VIEWER, "li"), "v1", vault=vault)

    assert (planner.home, planner.birth_year, planner.guardian_note) == (Spot(116.7, 39.5), 2009, "同意书 7 号")
    assert (viewer.home, viewer.birth_year, viewer.guardian_note) == (None, None, None)
    assert viewer.office == planner.office == Spot(116.8, 39.5)


def test_a_week_counts_its_days_from_monday(session: Session, vault: Vault) -> None:
    person = a_volunteer(session, a_unit(session))
    for weekday in (6, 0):
        added(session, Availability(volunteer_id=person.id, weekday=weekday, from_minute=480, until_minute=1080))
    session.expire_all()

    seen = volunteers.one(session, an_admin(session), "v1", vault=vault)

    assert seen.availability == (WeekTime(1, 480, 1080), WeekTime(7, 480, 1080))


def test_people_outside_the_scope_are_not_there(session: Session, vault: Vault) -> None:
    three_people(session, vault)
    stranger = a_coordinator(session, a_unit(session, "u3"))

    assert volunteers.page(session, stranger, Page(), VolunteerFilter(), vault=vault).total == 0
    assert volunteers.find(session, stranger, "v1", vault=vault) is None
    for look in (volunteers.one, lambda *args, **kwargs: volunteers.phone(*args, **kwargs, now=NOW)):
        with pytest.raises(NotFound):
            look(session, stranger, "v1", vault=vault)
    with pytest.raises(NotFound):
        volunteers.page(session, asker(session, "wang"), Page(), VolunteerFilter(unit="u1"), vault=vault)

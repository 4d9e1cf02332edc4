"""A volunteer is edited by hand like an import of one row: judged, written, noted before and after."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.geo import Spot
from scheduler.services import volunteers
from scheduler.services.access import Asker
from scheduler.services.editing.volunteers import save
from scheduler.services.volunteers import VolunteerView, WeekTime
from scheduler.settings import Settings
from scheduler.store.audit import AuditEntry
from scheduler.store.points import Datum
from scheduler.store.units import Unit
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Place, PlaceKind, Volunteer
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.rows import NOW, a_point, a_unit, a_volunteer, added


class Desk:
    """Saves as somebody and looks."""

    def __init__(self, session: Session, settings: Settings, who: Asker) -> None:
        self.session, self.vault, self.who = session, Vault(settings.keys), who

    def save(self, code: str = "v1", **said: Any) -> VolunteerView:
        return save(self.session, self.who, code, said, vault=self.vault, now=NOW)

    def entries(self) -> list[AuditEntry]:
        return list(self.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


@pytest.fixture
def desk(session: Session, settings: Settings) -> Desk:
    """Of an admin, in a town of the unit u1, the point p1 and v1."""
    unit = a_unit(session)
    a_volunteer(session, unit)
    a_point(session)
    return Desk(session, settings, an_admin(session))


def test_what_is_said_changes_and_the_rest_stays(desk: Desk) -> None:
    desk.save(phone="138 0000 0000", cap_week=3, roles=["leader"])

    seen = desk.save(cap_week=None, usual=["p1"], availability=[WeekTime(6, 480, 720)], home=Spot(116.7, 39.5))

    assert (seen.phone, seen.cap_week, seen.roles, seen.usual) == ("138****0000", None, ("leader",), ("p1",))
    assert (seen.availability, seen.home) == ((WeekTime(6, 480, 720),), Spot(116.7, 39.5))


def test_somebody_new_comes_by_a_code(desk: Desk) -> None:
    seen = desk.save("v2", name="李　四", unit="u1", party_member=True)

    assert (seen.name, seen.unit, seen.party_member, seen.kind) == ("李四", "u1", True, "ordinary")


def test_every_edit_is_noted_but_not_what_is_private(desk: Desk) -> None:
    desk.save(cap_week=3, phone="13800000000", home=Spot(116.7, 39.5))
    desk.save(cap_week=3)

    (entry,) = desk.entries()
    assert (entry.verb, entry.noun, entry.ref) == ("change", "volunteer", "v1")
    assert (entry.detail["before"]["cap_week"], entry.detail["after"]["cap_week"]) == (None, 3)
    assert "138" not in str(entry.detail)
    assert "116.7" not in str(entry.detail)


def test_a_masked_phone_stays_and_another_is_refused(desk: Desk) -> None:
    desk.save(phone="13812345678")

    assert desk.save(phone="138****5678", cap_day=1).phone == "138****5678"
    assert volunteers.phone(desk.session, desk.who, "v1", vault=desk.vault, now=NOW) == "13812345678"
    with pytest.raises(Invalid) as refused:
        desk.save(phone="139****5678")
    assert refused.value.faults[0].where == "phone"
    assert desk.save(phone=None).phone is None


def test_a_place_that_stays_keeps_the_system_it_was_typed_in(desk: Desk) -> None:
    person = desk.session.scalars(select(Volunteer)).one()
    place = Place(volunteer_id=person.id, kind=PlaceKind.HOME, longitude=116.7, latitude=39.5, came_in=Datum.GCJ02)
    added(desk.session, place)

    desk.save(home=Spot(116.7, 39.5))
    assert desk.entries() == []

    desk.save(office=Spot(116.8, 39.5))
    loaded = select(Volunteer).options(selectinload(Volunteer.places))
    places = desk.session.scalars(loaded).one().places
    assert {(one.kind, one.came_in) for one in places} == {("home", "gcj02"), ("office", "wgs84")}


@pytest.mark.parametrize(
    ("said", "field", "advice"),
    [
        pytest.param({"name": " "}, "name", "空", id="no name"),
        pytest.param({"unit": "u9"}, "unit", "没有", id="no such unit"),
        pytest.param({"phone": "12345"}, "phone", "11 位", id="no phone"),
        pytest.param({"roles": ["king"]}, "roles", "带班领导", id="no such role, and which there are"),
        pytest.param({"teams": ["t9"]}, "teams", "没有", id="no such team"),
        pytest.param({"usual": ["p9"]}, "usual", "没有", id="no such point"),
        pytest.param({"availability": [WeekTime(1, 600, 600)]}, "availability", "结束早于开始", id="no time at all"),
        pytest.param({"birth_year": 2011}, "birth_year", "16", id="too young"),
        pytest.param({"birth_year": 2009}, "birth_year", "监护人", id="a guardian has to agree"),
        pytest.param(
            {"joined_on": date(2026, 2, 1), "left_on": date(2026, 1, 1)}, "left_on", "早于", id="left before they came"
        ),
    ],
)
def test_what_is_wrong_is_named_by_field(desk: Desk, said: Mapping[str, Any], field: str, advice: str) -> None:
    with pytest.raises(Invalid) as refused:
        desk.save(**said)

    (fault,) = refused.value.faults
    assert fault.where == field
    assert advice in fault.advice


def test_who_does_not_plan_the_unit_changes_nobody(desk: Desk, session: Session, settings: Settings) -> None:
    viewer = Desk(session, settings, an_asker(session, UserRole.VIEWER, "li"))
    stranger = Desk(session, settings, a_coordinator(session, a_unit(session, "u2")))

    with pytest.raises(Forbidden):
        viewer.save(cap_day=1)
    with pytest.raises(Conflict):
        stranger.save(name="赵六", unit="u2")  # the code is taken, whoever has it
    with pytest.raises(NotFound):
        volunteers.one(session, stranger.who, "v1", vault=stranger.vault)


def test_people_move_only_to_units_that_the_asker_plans(desk: Desk, session: Session, settings: Settings) -> None:
    a_unit(session, "u2")
    home = session.scalars(select(Unit).where(Unit.code == "u1")).one()
    coordinator = Desk(session, settings, a_coordinator(session, home))

    with pytest.raises(Invalid) as refused:
        coordinator.save(unit="u2")
    assert refused.value.faults[0].where == "unit"
    assert desk.save(unit="u2").unit == "u2"

"""One record entered by hand: taken in like a file's, refused by field, told to the audit before and after."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden, Invalid
from scheduler.exchange.origin import ByHand
from scheduler.exchange.records import PlaceRecord, Record
from scheduler.services.access import Asker
from scheduler.services.editing import put
from scheduler.services.imports import Plan
from scheduler.store.teams import Team
from scheduler.store.units import Unit
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Volunteer
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.rows import NOW, a_point, a_unit, a_volunteer
from tests.scheduler.services.editing.conftest import Told
from tests.scheduler.services.imports.said import absence, pattern, point, stewardship, unit, volunteer


def test_what_is_given_changes_and_nothing_else(session: Session, vault: Vault, told: Told) -> None:
    row = a_unit(session, "u1", name="住建局", contact="办公室", most_out_percent=30)

    _put(session, an_admin(session), unit(code="u1", name="住建局", contact="李四", given="contact"), vault)

    session.refresh(row)
    assert (row.contact, row.most_out_percent) == ("李四", 30)
    assert told() == [("change", "unit", "u1", {"contact": "办公室"}, {"contact": "李四"})]


def test_what_is_so_already_leaves_no_trace(session: Session, vault: Vault, told: Told) -> None:
    a_unit(session, "u1", name="住建局")

    done = _put(session, an_admin(session), unit(code="u1", name="住建局"), vault)

    assert done.idle
    assert told() == []


def test_something_new_is_told_as_added(session: Session, vault: Vault, told: Told) -> None:
    a_unit(session, "u1")
    a_point(session, "p1")

    _put(session, an_admin(session), stewardship("u1", "p1", from_day=date(2026, 12, 1)), vault)

    assert told() == [("add", "stewardship", "u1/p1/2026-12-01", None, {"until_day": None, "part": "lead"})]


def test_a_persons_phone_and_places_are_not_in_the_audit(session: Session, vault: Vault, told: Told) -> None:
    a_unit(session, "u1")
    home = PlaceRecord("home", (116.7, 39.5), "wgs84")

    _put(session, an_admin(session), volunteer("张三", "u1", code="v1", phone="13800005678", places=(home,)), vault)

    ((verb, noun, ref, before, after),) = told()
    assert (verb, noun, ref, before) == ("add", "volunteer", "v1", None)
    assert (after["phone_index"], after["places"]) == ("…", "…")
    row = session.scalars(select(Volunteer)).one()
    assert vault.open(row.phone_sealed or b"") == "13800005678"


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        pytest.param(unit(code="u9", name="街道办", parent="教委"), "parent", "教委", id="a unit's parent"),
        pytest.param(unit(code="u1", name="住建局", parent="u1"), "parent", "u1", id="a circle of units"),
        pytest.param(point(code="p9", name="路口九", kind="天桥"), "kind", "天桥", id="a point's kind"),
        pytest.param(point(code="p9", name="路口九", headcount="许多"), "headcount", "许多", id="a point's headcount"),
        pytest.param(stewardship("u1", "p9"), "point", "p9", id="a stewardship's point"),
        pytest.param(volunteer("王五", "u9", code="v9"), "unit", "u9", id="a volunteer's unit"),
        pytest.param(volunteer("王五", "u1", code="v9", roles=("大使",)), "roles", "大使", id="a volunteer's role"),
        pytest.param(volunteer("王五", "u1", code="v9", teams=("一队",)), "teams", "一队", id="a volunteer's team"),
        pytest.param(volunteer("王五", "u1", code="v9", birth_year=2015), "birth_year", "2015", id="a child"),
        pytest.param(absence("v9", 3), "volunteer", "v9", id="an absent person"),
        pytest.param(pattern(code="s1", theme="春风"), "theme", "春风", id="a pattern's theme"),
    ],
)
def test_what_is_wrong_is_called_by_its_field(
    session: Session, vault: Vault, told: Told, *, record: Record, field: str, value: str
) -> None:
    a_volunteer(session, a_unit(session, "u1"), "v1")

    with pytest.raises(Invalid) as refused:
        _put(session, an_admin(session), record, vault)

    (fault,) = refused.value.faults
    assert (fault.where, fault.value) == (field, value)
    assert told() == []


def test_a_person_entered_by_hand_brings_no_unit_and_no_team(session: Session, vault: Vault) -> None:
    with pytest.raises(Invalid):
        _put(session, an_admin(session), volunteer("张三", "住建局", code="v1", teams=("一队",)), vault)

    assert session.scalars(select(Unit)).all() == []
    assert session.scalars(select(Team)).all() == []


def test_nobody_reaches_beyond_their_scope(session: Session, vault: Vault) -> None:
    a_unit(session, "other", name="教育局")
    wang = a_coordinator(session, a_unit(session, "u1", name="街道办"))

    with pytest.raises(Invalid) as refused:
        _put(session, wang, unit(code="other", name="教育处"), vault)

    assert "教育局" not in str(refused.value.faults)


def test_who_only_looks_puts_nothing(session: Session, vault: Vault) -> None:
    with pytest.raises(Forbidden):
        _put(session, an_asker(session, UserRole.VIEWER), unit(code="u1", name="住建局"), vault)


def _put(session: Session, who: Asker, record: Record, vault: Vault) -> Plan:
    return put(session, who, replace(record, origin=ByHand()), vault=vault, now=NOW)

"""/volunteers: looked at masked, edited by field, called by who may; what is read can be written back."""

from typing import Any

import pytest
from sqlalchemy import select

from scheduler.geo import Spot
from scheduler.services.editing.volunteers import save
from scheduler.services.volunteers import WeekTime
from scheduler.settings import Settings
from scheduler.store.audit import AuditEntry
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.teams import Team
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from tests.api.conftest import Program
from tests.scheduler.askers import an_admin, an_asker
from tests.scheduler.rows import NOW, a_point, a_unit, a_volunteer, added

ONE = "/api/v1/volunteers/v1"
PHONE = "13812345678"


@pytest.fixture
def admin(sessions: Sessions, program: Program, settings: Settings) -> Any:
    """A program of the admin of a town with v1, of whom everything is known, and v2."""
    with transaction(sessions) as session:
        unit, boss = a_unit(session), an_admin(session)
        a_point(session)
        added(session, Team(code="t1", name="先锋队"))
        said = {
            "name": "张三", "unit": "u1", "phone": PHONE, "teams": ["t1"], "usual": ["p1"],
            "roles": ["leader", "guide"], "availability": [WeekTime(1, 450, 1080), WeekTime(6, 0, 1440)],
            "office": Spot(116.7041234, 39.5), "home": Spot(116.8, 39.6), "party_member": True,
            "birth_year": 1985, "cap_week": 3, "reach": 2500.5,
        }  # fmt: skip
        save(session, boss, "v1", said, vault=Vault(settings.keys), now=NOW)
        a_volunteer(session, unit, "v2", name="李四")
    return program(user_id=boss.user_id)


def edited(admin: Any, address: str = ONE, **said: Any) -> Any:
    """The answer to a PATCH of what is there now."""
    return admin.patch(address, json=said, headers={"If-Match": admin.get(address).headers["ETag"]})


def test_a_list_shows_masked_phones(admin: Any) -> None:
    listed = admin.get("/api/v1/volunteers", query_string={"role": "leader", "on": "2026-12-01"}).json

    assert [(one["code"], one["phone"], one["unit_name"]) for one in listed["items"]] == [
        ("v1", "138****5678", "住建局")
    ]


@pytest.mark.parametrize("code", ["v1", "v2"])
def test_what_is_read_can_be_written_back_and_changes_nothing(admin: Any, sessions: Sessions, code: str) -> None:
    read = admin.get(f"/api/v1/volunteers/{code}")
    with reading(sessions) as session:
        before = session.scalars(select(AuditEntry.id)).all()

    written = admin.put(f"/api/v1/volunteers/{code}", json=read.json, headers={"If-Match": read.headers["ETag"]})

    with reading(sessions) as session:
        assert session.scalars(select(AuditEntry.id)).all() == before
    assert (written.status_code, written.json) == (200, read.json)
    assert written.headers["ETag"] == read.headers["ETag"]


def test_a_week_is_told_by_the_clock(admin: Any) -> None:
    assert admin.get(ONE).json["availability"] == [
        {"weekday": 1, "from": "07:30", "until": "18:00"},
        {"weekday": 6, "from": "00:00", "until": "24:00"},
    ]


def test_two_phones_that_look_the_same_are_two(admin: Any) -> None:
    tag = admin.get(ONE).headers["ETag"]

    edited(admin, phone="13899995678")
    stale = admin.patch(ONE, json={"cap_day": 1}, headers={"If-Match": tag})

    assert stale.status_code == 412


def test_a_put_says_all_but_the_phone(admin: Any) -> None:
    tag = admin.get(ONE).headers["ETag"]

    written = admin.put(ONE, json={"name": "张三", "unit": "u1"}, headers={"If-Match": tag}).json

    assert (written["cap_week"], written["roles"], written["home"]) == (None, [], None)
    assert written["phone"] == "138****5678"


def test_somebody_new_and_somebody_who_leaves(admin: Any) -> None:
    new = admin.put("/api/v1/volunteers/v3", json={"name": "王五", "unit": "u1"}, headers={"If-None-Match": "*"})
    gone = edited(admin, "/api/v1/volunteers/v3", left_on="2026-12-01")

    assert (new.status_code, gone.json["left_on"]) == (201, "2026-12-01")
    assert admin.delete("/api/v1/volunteers/v3").status_code == 405


@pytest.mark.parametrize(
    ("said", "field"),
    [
        pytest.param({"availability": [{"weekday": 1, "from": "24:00", "until": "25:00"}]}, "availability", id="times"),
        pytest.param({"availability": [{"weekday": 0, "from": "07:00", "until": "08:00"}]}, "availability", id="days"),
        pytest.param({"cap_week": "3"}, "cap_week", id="a text of digits"),
        pytest.param({"party_member": 1}, "party_member", id="a number for yes"),
        pytest.param({"home": {"longitude": 39.5, "latitude": 116.7}}, "home", id="a place the wrong way round"),
        pytest.param({"home": {"longitude": 116.7}}, "home", id="half a place"),
        pytest.param({"left_on": "下周"}, "left_on", id="no day"),
        pytest.param({"salary": 1}, "salary", id="a field nobody knows"),
    ],
)
def test_what_is_no_value_is_named(admin: Any, said: dict[str, Any], field: str) -> None:
    answer = edited(admin, **said)

    assert answer.status_code == 422
    assert list(answer.get_json(force=True)["fields"]["json"]) == [field]


def test_what_does_not_fit_the_town_is_named(admin: Any) -> None:
    answer = edited(admin, roles=["king"], phone="110")

    (fault,) = answer.get_json(force=True)["faults"]
    assert (answer.status_code, fault["where"], fault["value"]) == (422, "phone", "110")


def test_the_phone_is_read_in_full_by_who_may_call(admin: Any, sessions: Sessions, program: Program) -> None:
    with transaction(sessions) as session:
        li = an_asker(session, UserRole.VIEWER, "li")
    viewer: Any = program(user_id=li.user_id)

    assert admin.post(f"{ONE}/phone").json == {"phone": PHONE}
    assert admin.post("/api/v1/volunteers/v2/phone").json == {"phone": None}
    assert viewer.post(f"{ONE}/phone").status_code == 403
    assert viewer.get(ONE).json["home"] is None

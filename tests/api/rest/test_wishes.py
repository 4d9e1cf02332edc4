"""/wishes: noted, changed and forgotten by who plans the unit."""

from typing import Any

import pytest

from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import a_coordinator, an_admin
from tests.scheduler.rows import a_unit, a_volunteer

DAY = {"starts_at": "2026-12-01T00:00:00+08:00", "ends_at": "2026-12-02T00:00:00+08:00"}


@pytest.fixture
def admin(sessions: Sessions, program: Program) -> Any:
    """A program of the admin of a town with one volunteer."""
    with transaction(sessions) as session:
        a_volunteer(session, a_unit(session))
        boss = an_admin(session)
    return program(user_id=boss.user_id)


def test_a_wish_is_noted_changed_and_forgotten(admin: Any) -> None:
    noted = admin.post("/api/v1/wishes", json={**DAY, "volunteer": "v1"})
    address = f"/api/v1/wishes/{noted.json['number']}"
    changed = admin.put(address, json={**DAY, "weight": -20}, headers={"If-Match": noted.headers["ETag"]})
    stale = admin.delete(address, headers={"If-Match": noted.headers["ETag"]})
    gone = admin.delete(address, headers={"If-Match": changed.headers["ETag"]})

    assert (noted.status_code, noted.json["weight"]) == (201, 10)
    assert (changed.status_code, changed.json["weight"]) == (200, -20)
    assert (stale.status_code, gone.status_code, admin.get(address).status_code) == (412, 204, 404)


def test_what_is_read_can_be_written_back_and_changes_nothing(admin: Any) -> None:
    admin.post("/api/v1/wishes", json={**DAY, "volunteer": "v1"})
    read = admin.get("/api/v1/wishes/1")
    body = {name: read.json[name] for name in ("starts_at", "ends_at", "weight")}

    written = admin.put("/api/v1/wishes/1", json=body, headers={"If-Match": read.headers["ETag"]})

    assert written.headers["ETag"] == read.headers["ETag"]


def test_a_change_names_what_was_read(admin: Any) -> None:
    admin.post("/api/v1/wishes", json={**DAY, "volunteer": "v1"})

    assert admin.put("/api/v1/wishes/1", json=DAY).status_code == 428


def test_the_list_stays_in_the_scope(admin: Any, sessions: Sessions, program: Program) -> None:
    admin.post("/api/v1/wishes", json={**DAY, "volunteer": "v1"})
    with transaction(sessions) as session:
        stranger = a_coordinator(session, a_unit(session, "u2"))

    seen = admin.get("/api/v1/wishes", query_string={"unit": "u1"})
    outside: Any = program(user_id=stranger.user_id)
    unseen = outside.get("/api/v1/wishes")

    assert [one["volunteer"] for one in seen.json["items"]] == ["v1"]
    assert unseen.json["total"] == 0

"""/rosters/{code}/exports: each kind as a file; phones only to those who may call, and every time written down."""

import io
import zipfile

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from scheduler.store.audit import AuditEntry
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Volunteer
from tests.api.conftest import Program
from tests.api.rest.a_street import client as client
from tests.conftest import KEY
from tests.scheduler.askers import an_asker

EXPORTS = "/api/v1/rosters/dec/exports"
PHONE = "13800005678"


@pytest.mark.parametrize(
    ("kind", "starts", "content_type"),
    [
        pytest.param("matrix", b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", id="matrix"),
        pytest.param("list", b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", id="list"),
        pytest.param(
            "sign-in", b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", id="sheets"
        ),
        pytest.param("csv", b"\xef\xbb\xbf", "text/csv; charset=utf-8", id="the list as text"),
        pytest.param("ics", b"PK", "application/zip", id="calendars"),
        pytest.param("problem", b"{", "application/json", id="the solver's question"),
        pytest.param("answer", b"{", "application/json", id="the solver's answer"),
    ],
)
def test_a_roster_is_handed_out_as_a_file(client: FlaskClient, kind: str, starts: bytes, content_type: str) -> None:
    answer = client.get(f"{EXPORTS}/{kind}")

    assert (answer.status_code, answer.content_type) == (200, content_type)
    assert answer.data.startswith(starts)
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")


def test_everybody_has_a_calendar_of_their_own(client: FlaskClient) -> None:
    packed = zipfile.ZipFile(io.BytesIO(client.get(f"{EXPORTS}/ics").data))

    assert sorted(packed.namelist()) == [
        "dec.ics",
        *(f"日历/财政局-{who}.ics" for who in ("张三-v1", "李四-v2", "王五-v3")),
    ]


def test_phones_are_masked_unless_somebody_who_may_call_asks(
    client: FlaskClient, sessions: Sessions, program: Program
) -> None:
    with transaction(sessions) as session:
        session.scalars(select(Volunteer).where(Volunteer.code == "v1")).one().phone_sealed = Vault([KEY]).seal(PHONE)
        viewer = an_asker(session, UserRole.VIEWER, "viewer")

    masked, full = (client.get(f"{EXPORTS}/csv?phones={how}").text for how in ("masked", "full"))
    refused = program(user_id=viewer.user_id).get(f"{EXPORTS}/csv?phones=full")

    assert ("138****5678" in masked, PHONE in masked, PHONE in full) == (True, False, True)
    assert refused.status_code == 403
    with reading(sessions) as session:
        told = session.scalars(select(AuditEntry.detail).where(AuditEntry.verb == "export").order_by(AuditEntry.id))
        assert [one["phones"] for one in told] == [0, 1]


def test_a_kind_of_file_that_is_none_is_not_found(client: FlaskClient) -> None:
    assert client.get(f"{EXPORTS}/pdf").status_code == 404

"""What is handed in as JSON is refused where it is none, and never makes the program fall over."""

import pytest

from scheduler.services.access import Asker
from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import an_admin


@pytest.fixture
def boss(sessions: Sessions) -> Asker:
    with transaction(sessions) as session:
        return an_admin(session)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        pytest.param(rb'"\ud800"', 400, id="half a character"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, 400, id="a nest too deep"),
        pytest.param(b"NaN", 400, id="not a number"),
        pytest.param(b'"\xff"', 400, id="not UTF-8"),
        pytest.param(b"1" * 5000, 400, id="a number that has no end"),
        pytest.param(b"1" * 50, 422, id="a number where a name is meant"),
    ],
)
def test_what_no_database_keeps_is_refused(boss: Asker, program: Program, name: bytes, status: int) -> None:
    body = b'{"name": ' + name + b"}"

    answer = program(user_id=boss.user_id).put(
        "/api/v1/units/u1", data=body, content_type="application/json", headers={"If-None-Match": "*"}
    )

    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")

"""/headings: what was explained of one import is read so in the next, listed and forgotten."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import an_admin
from tests.scheduler.handed_in import worked

BODY = "叫啥,管谁\n财政局,市政府\n".encode()
SAID = {"name": "名册", "sheet": "units", "header": 1, "columns": {"叫啥": "name", "B": ""}}


@pytest.fixture
def client(sessions: Sessions, program: Program) -> FlaskClient:
    with transaction(sessions) as session:
        boss = an_admin(session)
    return program(user_id=boss.user_id)


def read(client: FlaskClient, sessions: Sessions) -> str:
    """The address of such a file, read."""
    answer = client.post("/api/v1/imports", data={"file": (io.BytesIO(BODY), "名册.csv")})
    worked(sessions)
    return answer.headers["Location"]


def test_what_was_explained_once_is_known_the_next_time(client: FlaskClient, sessions: Sessions) -> None:
    client.post(f"{read(client, sessions)}/columns", json={"tables": [SAID]})
    worked(sessions)

    found: Any = client.get(read(client, sessions)).json
    listed: Any = client.get("/api/v1/headings?sheet=units").json

    assert (found["state"], found["findings"]["counts"]["added"]) == ("checked", {"unit": 1})
    assert found["findings"]["notes"] == ["「名册」按上次的说法：叫啥 = 单位名称", "「名册」里这些列没有读入：管谁"]
    assert [table["before"] for table in found["findings"]["tables"]] == [{"A": "name"}]
    assert [(one["heading"], one["field"], one["column"]) for one in listed["items"]] == [("叫啥", "name", "单位名称")]


def test_what_is_forgotten_is_asked_about_again(client: FlaskClient, sessions: Sessions) -> None:
    client.post(f"{read(client, sessions)}/columns", json={"tables": [SAID]})
    worked(sessions)
    listed: Any = client.get("/api/v1/headings").json

    gone = client.delete(f"/api/v1/headings/{listed['items'][0]['number']}")
    found: Any = client.get(read(client, sessions)).json

    assert gone.status_code == 204
    assert client.delete(f"/api/v1/headings/{listed['items'][0]['number']}").status_code == 404
    assert found["state"] == "refused"

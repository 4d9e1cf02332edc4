"""/imports: handed in, looked at, applied; everything else is left as it was."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.rest.import_schemas import ImportSchema
from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import a_coordinator, an_admin
from tests.scheduler.handed_in import UNITS, worked
from tests.scheduler.rows import a_unit


@pytest.fixture
def client(sessions: Sessions, program: Program) -> FlaskClient:
    with transaction(sessions) as session:
        boss = an_admin(session)
    return program(user_id=boss.user_id)


def hand_in(client: FlaskClient, name: str = "单位.csv", body: bytes = UNITS) -> Any:
    return client.post("/api/v1/imports", data={"file": (io.BytesIO(body), name)})


def test_a_file_is_handed_in_read_looked_at_and_applied(client: FlaskClient, sessions: Sessions) -> None:
    answer = hand_in(client)
    where = answer.headers["Location"]
    worked(sessions)
    seen: Any = client.get(where).json
    applying: Any = client.post(f"{where}/apply", json={"fingerprint": seen["fingerprint"]}).json
    worked(sessions)
    done: Any = client.get(where).json

    assert (answer.status_code, answer.json["name"], answer.json["state"]) == (202, "单位.csv", "queued")
    assert ImportSchema().validate({**seen, "findings": {**seen["findings"]}}) == {}
    assert (seen["state"], seen["findings"]["counts"]["added"]) == ("checked", {"unit": 2})
    assert seen["findings"]["items"][0]["fields"][0] == {"field": "name", "before": None, "after": "财政局"}
    assert (applying["state"], done["state"]) == ("applying", "applied")
    assert client.get("/api/v1/units/u1").status_code == 200


def test_what_was_not_looked_at_is_not_applied(client: FlaskClient, sessions: Sessions) -> None:
    where = hand_in(client).headers["Location"]
    unread = client.post(f"{where}/apply", json={})
    worked(sessions)

    other = client.post(f"{where}/apply", json={"fingerprint": "0" * 64})

    assert [unread.status_code, other.status_code] == [409, 409]


def test_a_file_that_cannot_be_read_is_refused_in_words(client: FlaskClient, sessions: Sessions) -> None:
    where = hand_in(client, "C:/表/photo.png", b"\x89PNG").headers["Location"]
    worked(sessions)

    seen: Any = client.get(where).json

    assert (seen["name"], seen["state"]) == ("photo.png", "refused")
    assert seen["findings"]["faults"][0]["advice"].startswith("「photo.png」不能导入")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({}, id="no file"),
        pytest.param({"file": "text"}, id="text in place of a file"),
        pytest.param({"file": (io.BytesIO(UNITS), "单位.csv"), "colour": "red"}, id="a field nobody knows"),
        pytest.param({"table": (io.BytesIO(UNITS), "单位.csv")}, id="a file by another name"),
    ],
)
def test_what_is_no_file_is_refused(client: FlaskClient, data: dict[str, Any]) -> None:
    answer = client.post("/api/v1/imports", data=data, content_type="multipart/form-data")

    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")


def test_progress_is_told_until_there_is_something_to_look_at(client: FlaskClient, sessions: Sessions) -> None:
    where = hand_in(client).headers["Location"]
    worked(sessions)

    answer = client.get(f"{where}/events")

    assert '"state":"checked"' in answer.text
    assert "findings" not in answer.text


def test_an_import_is_its_own_askers(client: FlaskClient, sessions: Sessions, program: Program) -> None:
    with transaction(sessions) as session:
        wang = a_coordinator(session, a_unit(session))
    where = hand_in(client).headers["Location"]
    theirs = program(user_id=wang.user_id)
    own = hand_in(theirs).headers["Location"]

    assert [theirs.get(where).status_code, theirs.post(f"{where}/withdraw").status_code] == [404, 404]
    assert [client.get(own).status_code, client.post(f"{own}/withdraw").status_code] == [200, 409]
    assert [(one.json or {})["total"] for one in (theirs.get("/api/v1/imports"), client.get("/api/v1/imports"))] == [
        1,
        2,
    ]
    assert (theirs.post(f"{own}/withdraw").json or {})["state"] == "withdrawn"


def test_the_template_is_a_workbook(client: FlaskClient) -> None:
    assert client.get("/api/v1/imports/template").data.startswith(b"PK")


def test_a_refused_cell_is_put_right_and_the_file_read_again(client: FlaskClient, sessions: Sessions) -> None:
    body = "单位名称,最多外出比例\n住建局,很多\n水务局,不少\n".encode()
    where = hand_in(client, "单位.csv", body).headers["Location"]
    worked(sessions)
    seen: Any = client.get(where).json
    (sheet, first, field), (_, second, _) = (fault["cell"] for fault in seen["findings"]["faults"])

    rows = [{"sheet": sheet, "row": first, "cells": {field: "20%"}}, {"sheet": sheet, "row": second, "cells": None}]
    mended = client.post(f"{where}/mend", json={"rows": rows})
    worked(sessions)
    now_seen: Any = client.get(where).json

    assert (mended.status_code, seen["state"], now_seen["state"]) == (202, "refused", "checked")
    assert now_seen["findings"]["counts"]["added"] == {"unit": 1}


def test_a_file_with_headings_of_its_own_is_read_as_it_is_said(client: FlaskClient, sessions: Sessions) -> None:
    where = hand_in(client, "名册.csv", "叫啥,管谁\n财政局,市政府\n".encode()).headers["Location"]
    worked(sessions)
    asked: Any = client.get(where).json
    said = {"name": "名册", "sheet": "units", "header": 1, "columns": {"叫啥": "name", "B": ""}}

    answer = client.post(f"{where}/columns", json={"tables": [said]})
    worked(sessions)
    done: Any = client.get(where).json

    (table,) = asked["findings"]["tables"]
    assert ImportSchema().validate(asked) == {}
    assert (table["name"], table["header"], table["columns"], table["whole"]) == ("名册", 1, {"A": "", "B": ""}, False)
    assert table["rows"][1] == {"number": 2, "texts": ["财政局", "市政府"]}
    assert answer.status_code == 202
    assert (done["state"], done["findings"]["counts"]["added"]) == ("checked", {"unit": 1})


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"name": "别的", "sheet": "units"}, id="no such table"),
        pytest.param({"name": "名册", "sheet": "units", "columns": {"叫啥": "tail"}}, id="no such column"),
        pytest.param({"name": "名册", "sheet": "towns"}, id="no such sheet"),
    ],
)
def test_what_is_said_of_columns_has_to_fit(client: FlaskClient, sessions: Sessions, said: dict[str, Any]) -> None:
    where = hand_in(client, "名册.csv", "叫啥,管谁\n财政局,市政府\n".encode()).headers["Location"]
    worked(sessions)

    assert client.post(f"{where}/columns", json={"tables": [said]}).status_code == 422

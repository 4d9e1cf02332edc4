"""/rosters/{code}: made, renamed, looked at whole, published once, put away."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from api.rest.versions import ComparisonSchema
from api.rest.views import ViewSchema
from scheduler.store.database import Sessions
from tests.api.rest.a_street import client as client

DEC = "/api/v1/rosters/dec"


def asked(answer: Any, status: int = 200) -> dict[str, Any]:
    """What was answered, with that status."""
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.get_json(force=True)
    return found


def test_a_draft_is_made_and_found_where_it_was_said(client: FlaskClient) -> None:
    answer = client.post(
        "/api/v1/rosters", json={"start": "2026-12-01", "days": 4, "unit": "u1", "policy": {"rest": 0}}
    )

    drafted = asked(answer, 201)
    assert (drafted["code"], drafted["shifts"], drafted["seats"]) == ("2026-12-u1", 4, 8)
    card = asked(client.get(answer.headers["Location"]))
    assert (card["state"], card["unit"], card["scope"], card["policy"]) == ("draft", "u1", "财政局", {"rest": 0})


@pytest.mark.parametrize(
    ("said", "field"),
    [
        pytest.param({"days": 367}, "days", id="longer than a year"),
        pytest.param({"code": "a/b"}, "code", id="a code with a slash"),
        pytest.param({"policy": {"weather": 1}}, "policy", id="a policy nobody knows"),
        pytest.param({"start": "2026-13-01"}, "start", id="a day that is none"),
    ],
)
def test_a_draft_that_cannot_be_is_refused(client: FlaskClient, said: dict[str, Any], field: str) -> None:
    answer = client.post("/api/v1/rosters", json={"start": "2026-12-01", "days": 4, **said})

    assert list(asked(answer, 422)["fields"]["json"]) == [field]


def test_a_roster_is_renamed_by_who_read_the_newest(client: FlaskClient) -> None:
    tag = {"If-Match": client.get(DEC).headers["ETag"]}

    renamed = client.patch(DEC, json={"name": "十二月"}, headers=tag)
    late = client.patch(DEC, json={"name": "腊月"}, headers=tag)
    blind = client.patch(DEC, json={"name": "腊月"})

    assert asked(renamed)["name"] == "十二月"
    assert [late.status_code, blind.status_code] == [412, 428]


def test_a_draft_without_a_version_is_thrown_away_and_no_other(client: FlaskClient) -> None:
    client.post("/api/v1/rosters", json={"start": "2026-12-01", "days": 4, "code": "jan"})

    answers = [
        client.delete(path, headers={"If-Match": client.get(path).headers["ETag"]})
        for path in ("/api/v1/rosters/jan", DEC)
    ]

    assert [answer.status_code for answer in answers] == [204, 409]
    assert client.get("/api/v1/rosters/jan").status_code == 404


def test_an_archived_roster_stays_as_it_is(client: FlaskClient) -> None:
    archived = asked(client.post(f"{DEC}/archive", json={"why": "过期"}))

    assert archived["state"] == "archived"
    assert [
        client.post(f"{DEC}/publish", json={}).status_code,
        client.post(f"{DEC}/refresh").status_code,
        client.post(f"{DEC}/archive", json={}).status_code,
    ] == [409, 409, 409]


def test_the_whole_roster_is_as_the_document_says(client: FlaskClient) -> None:
    seen = asked(client.get(f"{DEC}/view"))

    assert ViewSchema().validate(seen) == {}
    first = seen["shifts"][0]
    assert (first["code"], first["starts_at"], first["missing"]) == (
        "20261201-p1-0730",
        "2026-11-30T23:30:00+00:00",
        0,
    )
    assert [(seat["name"], seat["role"]) for seat in first["crew"]] == [("张三", "leader"), ("李四", None)]
    assert (seen["seats"], seen["filled"], seen["score"]["cost"]) == (16, 3, 0)
    assert asked(client.get(f"{DEC}/score")) == seen["score"]


def test_an_old_version_is_looked_at_and_one_that_never_was_is_not_found(client: FlaskClient) -> None:
    before, never = (client.get(f"{DEC}/view", query_string={"version": version}) for version in (0, 2))

    assert (asked(before)["filled"], never.status_code) == (0, 404)


def test_an_empty_seat_says_why(client: FlaskClient) -> None:
    found = asked(client.get(f"{DEC}/vacancies", query_string={"most": 1}))

    assert (found["total"], [gap["explained"] for gap in found["items"]].count(True)) == (7, 1)
    one = asked(client.get(f"{DEC}/shifts/20261202-p1-0730/vacancy"))
    assert (one["missing"], one["roles"]) == (1, {"带班领导": 1})
    assert sum(reason["count"] for reason in one["reasons"]) == 7


def test_publishing_tells_everybody_once(client: FlaskClient) -> None:
    preview = asked(client.get(f"{DEC}/publication"))

    published = asked(client.post(f"{DEC}/publish", json={"expected": 1}))
    again = client.post(f"{DEC}/publish", json={"expected": 1})

    assert [one["volunteer"] for one in preview["messages"]] == ["v1", "v2", "v3"]
    assert (published["version"], published["messages"]) == (2, preview["messages"])
    assert again.status_code == 409


def test_who_looked_at_another_version_publishes_nothing(client: FlaskClient) -> None:
    answer = client.post(f"{DEC}/publish", json={"expected": 7})

    assert asked(answer, 409)["code"] == "conflict"


def test_what_was_published_is_withdrawn_once(client: FlaskClient) -> None:
    client.post(f"{DEC}/publish", json={})

    withdrawn = asked(client.post(f"{DEC}/withdraw", json={"reason": "排错了"}))
    again = client.post(f"{DEC}/withdraw", json={})

    assert withdrawn == {"version": 3, "taken_back": 3, "told": 0}
    assert asked(client.get(f"{DEC}/versions"))["items"][0]["reason"] == "排错了"
    assert asked(again, 409)["code"] == "conflict"


def test_versions_are_listed_the_newest_first_and_compared(client: FlaskClient) -> None:
    client.post(f"{DEC}/publish", json={})

    listed = asked(client.get(f"{DEC}/versions"))
    found = asked(client.get(f"{DEC}/compare", query_string={"from": 0, "to": 1}))

    assert [(one["version"], one["kind"], one["changed"]) for one in listed["items"]] == [
        (2, "publish", 0),
        (1, "solve", 3),
    ]
    assert ComparisonSchema().validate(found) == {}
    assert [(one["name"], len(one["added"])) for one in found["people"]] == [("张三", 1), ("李四", 1), ("王五", 1)]


def test_an_earlier_step_is_undone(client: FlaskClient) -> None:
    client.post(f"{DEC}/changes", json={"remove": [{"shift": "20261201-p1-0730", "volunteer": "v2"}]})
    client.post(f"{DEC}/changes", json={"remove": [{"shift": "20261202-p1-0730", "volunteer": "v3"}]})

    undone = asked(client.post(f"{DEC}/undo", json={"version": 2}))

    assert undone == {"version": 4}
    assert asked(client.get(f"{DEC}/view"))["filled"] == 2


def test_the_last_step_is_undone(client: FlaskClient, sessions: Sessions) -> None:
    undone = asked(client.post(f"{DEC}/undo", json={"expected_version": 1}))

    assert undone == {"version": 2}
    assert asked(client.get(f"{DEC}/view"))["filled"] == 0

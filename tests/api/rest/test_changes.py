"""/rosters/{code}/duties, /changes, /locks and /shifts: changed by hand, judged first."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.rest.a_street import client as client
from tests.scheduler.street import the_shift

DEC = "/api/v1/rosters/dec"
P1, P2 = the_shift("01-p1"), the_shift("01-p2")


def asked(answer: Any, status: int = 200) -> dict[str, Any]:
    """What was answered, with that status."""
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.get_json(force=True)
    return found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param({}, [("v1", "01-p1"), ("v2", "01-p1"), ("v3", "02-p1")], id="all of them"),
        pytest.param({"volunteer": "v2"}, [("v2", "01-p1")], id="of one person"),
        pytest.param({"unit": "c", "day": "2026-12-02"}, [("v3", "02-p1")], id="of a command on a day"),
        pytest.param({"unit": "u2"}, [], id="of a unit that has none"),
        pytest.param({"point": "p2"}, [], id="at a point that has none"),
        pytest.param({"state": "confirmed"}, [], id="in a state that none has"),
    ],
)
def test_duties_are_found(client: FlaskClient, query: dict[str, str], found: list[tuple[str, str]]) -> None:
    listed = asked(client.get(f"{DEC}/duties", query_string={**query, "order": "number"}))

    assert [(one["volunteer"], one["shift"]) for one in listed["items"]] == [(v, the_shift(end)) for v, end in found]


def test_several_edits_are_one_version(client: FlaskClient) -> None:
    edits = {"remove": [{"shift": P1, "volunteer": "v2"}], "add": [{"shift": P2, "volunteer": "v5"}]}

    checked = asked(client.post(f"{DEC}/changes/check", json=edits))
    before = asked(client.get(f"{DEC}/duties"))["total"]
    made = asked(client.post(f"{DEC}/changes", json={**edits, "reason": "李四出差", "expected_version": 1}))

    assert (before, made["version"], made["change"]) == (3, 2, checked["change"])
    newest = asked(client.get(f"{DEC}/versions"))["items"][0]
    assert newest["reason"] == "李四出差"
    assert newest["what"] == ["撤下 李四 12月1日 周二 07:30 路口1", "加入 钱七 12月1日 周二 07:30 路口2"]


def test_what_breaks_a_rule_needs_a_reason(client: FlaskClient) -> None:
    edits = {"add": [{"shift": P2, "volunteer": "v1"}]}

    checked = asked(client.post(f"{DEC}/changes/check", json=edits))
    refused = asked(client.post(f"{DEC}/changes", json=edits), 422)
    made = asked(client.post(f"{DEC}/changes", json={**edits, "override": "只有他在"}))

    assert [fault["where"] for fault in checked["faults"]] == ["时间重叠", "次数上限"]
    assert refused["faults"] == checked["faults"]
    assert made["version"] == 2


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param({"add": [{"shift": "nowhere", "volunteer": "v1"}]}, 404, id="a shift that is none"),
        pytest.param({"add": [{"shift": P1, "volunteer": "v1"}]}, 422, id="who is there already"),
        pytest.param({"add": [{"shift": P1}]}, 422, id="nobody"),
        pytest.param({"swap": []}, 422, id="an edit that is none"),
        pytest.param({"expected_version": 0}, 409, id="a version of long ago"),
        pytest.param({}, 200, id="no change at all"),
    ],
)
def test_an_edit_that_cannot_be_made_is_refused(client: FlaskClient, body: dict[str, Any], status: int) -> None:
    assert client.post(f"{DEC}/changes", json=body).status_code == status
    assert asked(client.get(DEC))["version"] == 1


def test_duties_are_locked_and_unlocked(client: FlaskClient) -> None:
    duty = {"duties": [{"shift": P1, "volunteer": "v1"}]}

    locked = asked(client.post(f"{DEC}/locks", json=duty))
    seen = asked(client.get(f"{DEC}/duties", query_string={"volunteer": "v1"}))["items"][0]["locked"]
    unlocked = asked(client.post(f"{DEC}/locks", json={**duty, "locked": False}))

    assert (locked["version"], seen, unlocked["version"]) == (2, True, 3)


def test_who_could_come_is_ranked_and_the_others_say_why_not(client: FlaskClient) -> None:
    found = asked(client.get(f"{DEC}/shifts/{P2}/candidates", query_string={"most": 8}))["items"]

    # u2 answers for p2; v5 leads. v1 and v2 of u1 stand at p1 at that hour: nobody else of u1 may be out.
    assert found[0]["volunteer"] == "v5"
    assert [(one["volunteer"], one["text"]) for one in found if not one["free"]] == [
        ("v4", "单位须留人在岗"),
        ("v3", "单位须留人在岗"),
        ("v1", "同时另有值守"),
        ("v2", "同时另有值守"),
    ]


def test_a_shift_is_added_by_hand_changed_and_called_off(client: FlaskClient) -> None:
    hours = {"starts_at": "2026-12-02T17:00:00+08:00", "ends_at": "2026-12-02T18:00:00+08:00"}

    made = client.post(f"{DEC}/shifts", json={"point": "p1", "headcount": 2, "roles": {"leader": 1}, **hours})
    where, tag = made.headers["Location"], {"If-Match": client.get(made.headers["Location"]).headers["ETag"]}
    changed = client.patch(where, json={"headcount": 3}, headers=tag)
    late = client.delete(where, headers=tag)
    gone = client.delete(where, headers={"If-Match": changed.headers["ETag"]})

    assert asked(made, 201)["code"] == "20261202-p1-1700-h1"
    assert (asked(changed)["headcount"], late.status_code, gone.status_code) == (3, 412, 204)
    assert client.get(where).status_code == 404
    assert asked(client.get(DEC))["version"] == 4


def test_shifts_are_found_by_day_point_and_what_they_miss(client: FlaskClient) -> None:
    queries: tuple[dict[str, str], ...] = (
        {},
        {"day": "2026-12-01"},
        {"point": "p1"},
        {"vacant": "true"},
        {"vacant": "false"},
    )

    totals = [asked(client.get(f"{DEC}/shifts", query_string=query))["total"] for query in queries]

    assert totals == [8, 2, 4, 7, 1]

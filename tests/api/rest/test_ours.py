"""The cut over REST: which rosters of others there are, and what of one is the asker's."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import a_unit
from tests.scheduler.street import Street, a_published_roster, a_street, the_shift

MIXED = (("01-p1", "v1"), ("01-p1", "v6"), ("01-p2", "v2"), ("01-p2", "v5"))


@pytest.fixture
def street(sessions: Sessions) -> Street:
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, *MIXED)
    return street


@pytest.fixture
def wang(street: Street, sessions: Sessions, program: Program) -> FlaskClient:
    with transaction(sessions) as session:
        wang = a_coordinator(session, street.units[0])
    return program(user_id=wang.user_id)


def test_rosters_of_others_are_a_list_of_their_own(wang: FlaskClient, street: Street, program: Program) -> None:
    own, others = (wang.get(f"/api/v1/rosters?others={word}").get_json() for word in ("false", "true"))

    assert (own["total"], others["total"]) == (0, 1)
    assert (others["items"][0]["code"], others["items"][0]["scope"]) == ("dec", None)
    assert wang.get("/api/v1/rosters?others=true&state=draft").get_json()["total"] == 0
    boss = program(user_id=street.admin.user_id)
    assert boss.get("/api/v1/rosters?others=true").get_json()["total"] == 0


def test_what_is_theirs_has_its_figures_and_its_shifts(wang: FlaskClient) -> None:
    found = wang.get("/api/v1/rosters/dec/ours").get_json()

    assert [found[name] for name in ("people", "duties", "points", "seats", "vacant")] == [2, 2, 1, 8, 6]
    told = {shift["code"]: _told(shift) for shift in found["shifts"]}
    assert told[the_shift("01-p1")] == (["张三", "孙八"], 0, False)
    assert told[the_shift("01-p2")] == (["李四"], 1, True)
    assert len(told) == 5


def test_the_roster_itself_stays_unfound_and_so_does_ours_for_a_stranger(
    wang: FlaskClient, sessions: Sessions, program: Program
) -> None:
    with transaction(sessions) as session:
        zhao = a_coordinator(session, a_unit(session, "u9"), "zhao")
    stranger = program(user_id=zhao.user_id)

    assert wang.get("/api/v1/rosters/dec/view").status_code == 404
    assert stranger.get("/api/v1/rosters/dec/ours").status_code == 404


def _told(shift: dict[str, Any]) -> tuple[list[str], int, bool]:
    return [seat["name"] for seat in shift["crew"]], shift["others"], shift["elsewhere"]

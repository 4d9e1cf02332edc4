"""What travels is packed for whoever can read it; never for another site, nor what is told bit by bit."""

import gzip
from collections.abc import Iterator

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from api.auth import Door, allowed
from api.rest.events import EVENTS
from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.street import a_street

GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def boss(sessions: Sessions, program: Program) -> FlaskClient:
    """The admin of a street."""
    with transaction(sessions) as session:
        admin = a_street(session).admin
    return program(user_id=admin.user_id)


def test_a_page_travels_packed(boss: FlaskClient) -> None:
    plain = boss.get("/data/")
    packed = boss.get("/data/", headers=GZIP)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.data) < len(plain.data) / 2
    assert "<title>" in gzip.decompress(packed.data).decode()


@pytest.mark.parametrize(
    ("site", "packed"),
    [("same-origin", True), ("none", True), ("same-site", False), ("cross-site", False)],
)
def test_what_another_site_asks_for_is_not_packed(boss: FlaskClient, site: str, packed: bool) -> None:
    answer = boss.get("/data/", headers={**GZIP, "Sec-Fetch-Site": site})

    assert ("Content-Encoding" in answer.headers) is packed


@pytest.mark.parametrize(
    "said", [pytest.param({}, id="nothing"), pytest.param({"Accept-Encoding": "identity"}, id="as it is")]
)
def test_who_cannot_read_it_gets_it_as_it_is(boss: FlaskClient, said: dict[str, str]) -> None:
    assert "Content-Encoding" not in boss.get("/data/", headers=said).headers


def test_a_tag_that_was_read_packed_is_good_for_a_change(boss: FlaskClient) -> None:
    read = boss.get("/api/v1/points/p1", headers=GZIP)
    body = {"name": "新名字"}

    changed = boss.patch("/api/v1/points/p1", json=body, headers={**GZIP, "If-Match": read.headers["ETag"]})

    assert changed.status_code == 200
    assert changed.headers["ETag"] != read.headers["ETag"]


def test_events_are_heard_as_they_happen(own_app: Flask) -> None:
    def told() -> Iterator[str]:
        yield "data: " + 2_000 * "a" + "\n\n"
        raise AssertionError("nobody has heard the first yet")

    own_app.add_url_rule("/told", "told", allowed(Door.OPEN)(lambda: Response(told(), content_type=EVENTS)))

    answer = own_app.test_client().get("/told", headers=GZIP, buffered=False)

    assert "Content-Encoding" not in answer.headers
    assert next(iter(answer.iter_encoded())).startswith(b"data: ")
    answer.close()


def test_the_figures_can_be_read_packed(browser: FlaskClient) -> None:
    answer = browser.get("/metrics", headers=GZIP)

    assert "redvest_clocks" in gzip.decompress(answer.data).decode()

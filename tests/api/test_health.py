"""/healthz and /readyz."""

from flask.testing import FlaskClient

from scheduler.store.database import Sessions, transaction
from scheduler.store.slots import ClockBeat
from tests.scheduler.rows import NOW, added


def test_a_process_that_answers_is_alive(browser: FlaskClient) -> None:
    answer = browser.get("/healthz")

    assert (answer.status_code, answer.json) == (200, {"alive": True})


def test_without_a_clock_it_is_not_ready_and_says_so(browser: FlaskClient) -> None:
    answer = browser.get("/readyz")

    assert (answer.status_code, answer.json) == (503, {"ready": False, "missing": ["clock"]})


def test_with_all_there_it_is_ready(browser: FlaskClient, sessions: Sessions) -> None:
    with transaction(sessions) as session:
        added(session, ClockBeat(by="host:1:aa", started_at=NOW, beat_at=NOW))

    answer = browser.get("/readyz")

    assert (answer.status_code, answer.json) == (200, {"ready": True, "missing": []})

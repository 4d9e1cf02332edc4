"""A machine that is switched off again and again, in the middle of the main job, comes back right every time."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from random import Random
from time import monotonic, sleep
from typing import Any

import pytest
import requests

from scheduler import clock
from seed_data.street import street
from tests.ports import HERE
from tests.serving.machine import Machine, a_token
from tests.waiting import PATIENCE

pytestmark = pytest.mark.long

TIMES = 10
SEED = 20261201
TOWN = street(1)


class Coordinator:
    """Imports the street, makes its roster, publishes it: looks how far things are, and does what comes next.

    What was asked for and not answered may have been done or not: a look shows it.
    """

    def __init__(self, machine: Machine, token: str) -> None:
        self._address = f"http://{HERE}:{machine.port}/api/v1"
        self._headers = {"Authorization": f"Bearer {token}"}
        # Reminders are of use while the duties are to come.
        self._start = clock.today(clock.now()) + timedelta(days=7)

    def go_on(self) -> bool:
        """Do the next thing; whether there was none left."""
        imports = self._get("/imports")["items"]
        if not any(one["state"] == "applied" for one in imports):
            self._import(imports)
            return False
        found = self._ask("GET", "/rosters/street")
        if found.status_code == 404:
            self._post("/rosters", {"code": "street", "start": self._start.isoformat(), "days": 14})
            return False
        roster = found.json()
        # A run that has ended since the roster was looked at must not be asked for again.
        if roster["state"] == "draft" and all(run["state"] == "failed" for run in self._get("/runs")["items"]):
            self._post("/rosters/street/runs", {"seconds": 5})
        elif roster["state"] == "solved":
            self._post("/rosters/street/publish", {"expected": roster["version"]})
        return roster["state"] == "published" and not any(
            self._get(f"/reminders?state={state}")["total"] for state in ("due", "claimed")
        )

    def _import(self, imports: list[dict[str, Any]]) -> None:
        """Apply what was looked at; hand the town in, and again when too many processes died of it."""
        if checked := next((one for one in imports if one["state"] == "checked"), None):
            self._post(f"/imports/{checked['number']}/apply", {"fingerprint": checked["fingerprint"]})
        elif all(one["state"] == "failed" for one in imports):
            self._ask("POST", "/imports", files={"file": ("town.xlsx", TOWN.workbook())})

    def _get(self, path: str) -> dict[str, Any]:
        answer: dict[str, Any] = self._ask("GET", path).json()
        return answer

    def _post(self, path: str, body: dict[str, Any]) -> None:
        self._ask("POST", path, json=body)

    def _ask(self, method: str, path: str, **more: Any) -> requests.Response:
        return requests.request(method, self._address + path, headers=self._headers, timeout=PATIENCE, **more)


@pytest.fixture
def off_and_on(machine: Machine) -> Machine:
    """After the main job, with the machine switched off ten times in the middle of it."""
    moments = Random(SEED)
    coordinator = Coordinator(machine, a_token(machine))
    for _ in range(TIMES):
        machine.start("up")
        machine.serves()
        _work(coordinator, moments.uniform(0.1, 2.5))
        machine.switch_off()
    machine.start("up")
    machine.serves()
    machine.until(coordinator.go_on)
    return machine


def _work(coordinator: Coordinator, seconds: float) -> None:
    """Go on for that long, unless all is done."""
    began = monotonic()
    while monotonic() - began < seconds and not coordinator.go_on():
        sleep(0.05)


@pytest.mark.timeout(1800)
def test_nothing_is_done_by_halves_and_nothing_twice(off_and_on: Machine) -> None:
    with closing(sqlite3.connect(off_and_on.database)) as asking:

        def ask(question: str) -> list[tuple[Any, ...]]:
            return asking.execute(question).fetchall()

        assert ask("PRAGMA integrity_check") == [("ok",)]
        # The street has 13 units, 15 points and 120 people: all of them, each once.
        assert ask("SELECT (SELECT count(*) FROM unit), (SELECT count(*) FROM point)") == [(13, 15)]
        assert ask("SELECT count(*), count(DISTINCT code) FROM volunteer") == [(120, 120)]
        assert ask("SELECT count(*) FROM audit_entry WHERE verb = 'import'") == [(1,)]
        assert ask("SELECT count(*) FROM run WHERE state = 'done'") == [(1,)]
        assert ask("SELECT count(*) FROM run WHERE state IN ('queued', 'running')") == [(0,)]
        assert ask("SELECT state, published_version = version FROM roster") == [("published", 1)]
        assert ask("SELECT count(*) FROM move WHERE noun = 'roster' AND after = 'published'") == [(1,)]
        # Each who has a duty is told once that the roster is out, and every message arrived once.
        told = "SELECT count(*), count(DISTINCT volunteer_id) FROM reminder WHERE kind = 'published'"
        serving = ask("SELECT count(DISTINCT volunteer_id) FROM duty WHERE removed_in IS NULL")[0][0]
        assert ask(told) == [(serving, serving)]
        assert ask("SELECT DISTINCT state FROM reminder WHERE kind = 'published'") == [("sent",)]
        often = "SELECT count(*) FROM delivery GROUP BY reminder_id HAVING count(*) > 1"
        assert ask(often) == []

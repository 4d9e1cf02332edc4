"""A generate or a publish that is killed loses nothing and leaves nothing half done."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scheduler import rows
from tests.scheduler.commands.real_town import Town, is_written, wait
from tests.scheduler.street import a_hard_street, a_roster_with, a_street

pytestmark = pytest.mark.long

PEOPLE = 120


@pytest.fixture
def town(tmp_path: Path, migrated_file: Path) -> Iterator[Town]:
    town = Town(tmp_path, migrated_file)
    yield town
    town.end()


def test_generating_goes_on_from_where_it_was_killed(town: Town) -> None:
    with town.rows() as session:
        a_hard_street(session)
    killed = town.start("generate", "dec", "--start", "2026-12-01", "--days", "28", "--seconds", "600")
    town.wait_for("SELECT checkpoint IS NOT NULL FROM run")
    killed.kill()
    killed.wait()
    assert town.ask(_RUN)[1:] == ("running", 0)
    best = town.checkpoint_cost()

    resumed = town.start("generate", "dec")
    town.wait_for("SELECT instr(claimed_by, ?) > 0 FROM run", f":{resumed.pid}:")
    # A heartbeat after that comes out of the solve.
    town.wait_for("SELECT heartbeat_at > ? FROM run", *town.ask("SELECT heartbeat_at FROM run"))
    resumed.send_signal(signal.SIGINT)

    assert town.ends(resumed) == 0
    assert "接着上次没有排完的结果继续" in town.said()
    assert "保留目前最好的结果" in town.said()
    cost, *rest = town.ask(_RUN)
    assert rest == ["done", 1]
    assert isinstance(cost, int)
    assert cost <= best
    assert town.ask("SELECT count(*) FROM run") == (1,)


def test_publishing_is_all_or_nothing(town: Town) -> None:
    with town.rows() as session:
        street = a_street(session, headcount=str(PEOPLE))
        people = [rows.a_volunteer(session, street.units[0], f"w{n}", name=f"人员{n}") for n in range(PEOPLE)]
        a_roster_with(session, street, *(("01-p1", one.code) for one in people))
    nothing, everything = (0, None, "solved"), (PEOPLE, 2, "published")
    seen = []
    for after in (0.0, 0.02, 0.05):
        process = town.start("publish", "dec", "--yes", "--reason", "演练")
        while process.poll() is None and not is_written(town.database):
            wait(process, 0.002)
        wait(process, after)
        process.kill()
        process.wait()
        seen.append(town.ask(_PUBLISHED))

    assert all(found in (nothing, everything) for found in seen)
    assert town.ends(town.start("publish", "dec", "--yes", "--reason", "演练")) in {0, 1}
    assert town.ask(_PUBLISHED) == everything
    assert town.ask("SELECT count(DISTINCT volunteer_id) FROM reminder") == (PEOPLE,)


_RUN = "SELECT run.cost, run.state, version FROM run JOIN roster ON roster.id = roster_id"
_PUBLISHED = "SELECT (SELECT count(*) FROM reminder), published_version, state FROM roster"

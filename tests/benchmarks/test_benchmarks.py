"""`make bench` measures what it says; how fast things are is not tested here."""

from datetime import date
from pathlib import Path

from benchmarks import city
from benchmarks.__main__ import page
from benchmarks.importing import imported
from benchmarks.measure import Measured, alone
from benchmarks.reminding import reminded
from benchmarks.solving import solved
from scheduler.services.credentials import identify
from scheduler.services.own_duties import duties_of
from scheduler.settings import HOME, Settings
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import close_database, open_database, transaction
from scheduler.store.migrate import upgrade
from tests.scheduler.rows import NOW


def test_a_solve_is_measured_in_a_process_of_its_own() -> None:
    found = alone(solved, "street", 2, 1.0)

    assert found.seconds >= 1.0
    # The libraries alone take some 100 MB.
    assert found.memory > 50
    assert found.cost is not None
    assert found.note == "12 units, 120 people, 15 points, 28 days, 1440 seats"


def test_an_import_is_measured_to_its_last_row() -> None:
    found = imported(94)

    # P1: 94 people in its 48 units, 14 points, 47 stewardships, one pattern, a grid; and two teams of these people.
    assert found.note.startswith(f"{94 + 48 + 14 + 47 + 1 + 1 + 2} rows")


def test_a_city_has_its_duties_and_people_who_find_them(tmp_path: Path) -> None:
    settings = Settings.from_env({HOME: str(tmp_path)})
    upgrade(settings)
    sessions = open_database(settings)

    with transaction(sessions) as session:
        secrets = city.fill(session, start=date(2026, 12, 1), now=NOW)
        who = identify(session, secrets[0], frozenset(CredentialKind), now=NOW)
        assert who is not None
        mine = duties_of(session, who.volunteer_id or 0, now=NOW)

    close_database(sessions)
    # 37,600 duties dealt out to 3,200 people in turn: 11.75 each.
    assert (len(secrets), len(mine)) == (3_200, 12)
    assert all(one.crew for one in mine)


def test_a_days_reminders_all_arrive() -> None:
    found = reminded(200)

    assert found.note.startswith("200 planned in ")
    assert " s, 200 handed in as texts in " in found.note


def test_the_page_has_a_row_for_each_measurement() -> None:
    done = [Measured("street", 60.04, 150, cost=1234, bound=1000, gap=0.18963, empty=0, note="972 seats")]

    assert page(done).splitlines()[-1] == "| street | 1,234 | 1,000 | 18.96% | 0 | 60.0 | 150 | 972 seats |"

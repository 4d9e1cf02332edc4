"""`make bench` measures what it says; how fast things are is not tested here."""

from datetime import date
from pathlib import Path

from benchmarks import city
from benchmarks.importing import imported
from benchmarks.measure import alone
from benchmarks.reminding import reminded
from scheduler.services.credentials import identify
from scheduler.services.own_duties import duties_of
from scheduler.settings import HOME, Settings
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import close_database, open_database, transaction
from scheduler.store.migrate import upgrade
from tests.scheduler.rows import NOW


def test_what_is_measured_has_a_process_of_its_own() -> None:
    found = alone(imported, 47)

    assert found.seconds > 0
    # The libraries alone take some 100 MB.
    assert found.memory > 50


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

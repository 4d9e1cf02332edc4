"""Work is kept as a whole or not at all, readers do not wait, writers take turns, references hold."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from sqlite3 import OperationalError, connect

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from scheduler.settings import Settings
from scheduler.store.database import Sessions, close_database, open_database, open_engine, reading, transaction
from scheduler.store.units import Unit
from scheduler.store.volunteers import Availability, Place, PlaceKind, Volunteer
from tests.conftest import settings_of
from tests.scheduler.rows import a_unit, a_volunteer


def test_a_transaction_keeps_its_work(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_unit(session, "u7")

    with reading(sessions) as session:
        assert session.scalars(select(Unit.code)).all() == ["u7"]


def test_a_transaction_that_raises_keeps_nothing(sessions: Sessions) -> None:
    with pytest.raises(IntegrityError), transaction(sessions) as session:
        session.add_all([a_unit(session), Unit(code="u1", name="the same code")])

    with reading(sessions) as session:
        assert session.scalars(select(Unit.code)).all() == []


def test_rows_can_be_read_after_the_transaction(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        written = a_unit(session)
    with reading(sessions) as session:
        read = session.scalars(select(Unit)).one()

    assert (written.name, read.name) == ("住建局", "住建局")


def test_a_reader_sees_one_moment_and_waits_for_nobody(sessions: Sessions) -> None:
    with reading(sessions) as reader:
        before = reader.scalar(select(func.count(Unit.id)))
        with transaction(sessions) as writer:
            a_unit(writer)
            during = reader.scalar(select(func.count(Unit.id)))
        after = reader.scalar(select(func.count(Unit.id)))

    assert (before, during, after) == (0, 0, 0)


def test_a_reader_keeps_nothing(sessions: Sessions) -> None:
    with suppress(DBAPIError), reading(sessions) as session:  # PostgreSQL refuses at once
        a_unit(session)

    with reading(sessions) as session:
        assert session.scalars(select(Unit.code)).all() == []


def test_two_writers_who_read_first_lose_nothing(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_unit(session, most_out_percent=1)

    def raise_it(_: int) -> None:
        with transaction(sessions) as session:
            unit = session.scalars(select(Unit).with_for_update()).one()
            assert unit.most_out_percent is not None
            unit.most_out_percent += 1

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(raise_it, range(20)))

    with reading(sessions) as session:
        assert session.scalar(select(Unit.most_out_percent)) == 21


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_on_sqlite_a_writer_holds_the_file_from_its_start(settings: Settings, sessions: Sessions) -> None:
    file = settings.database.removeprefix("sqlite:///")

    with transaction(sessions) as session, closing(connect(file, timeout=0, isolation_level=None)) as other:
        session.scalar(select(func.count(Unit.id)))
        with pytest.raises(OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


def test_a_connection_that_is_still_held_at_the_end_is_closed_as_it_is_given_back(settings: Settings) -> None:
    sessions = open_database(settings)
    with reading(sessions) as session:
        held = session.connection().connection.dbapi_connection
        assert held
        close_database(sessions)
        assert session.scalar(select(func.count(Unit.id))) == 0

    # Whatever driver it is of, it says that the connection is closed.
    with pytest.raises(Exception, match="closed"):
        held.cursor().execute("SELECT 1")


def test_a_reference_to_nothing_is_refused(sessions: Sessions) -> None:
    with pytest.raises(IntegrityError), transaction(sessions) as session:
        session.add(Volunteer(code="v1", name="张三", unit_id=404))


def test_a_unit_with_people_cannot_be_deleted(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_volunteer(session, a_unit(session))

    with pytest.raises(IntegrityError), transaction(sessions) as session:
        session.execute(text("DELETE FROM unit"))


def test_the_places_and_times_of_a_volunteer_go_with_them(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        volunteer = a_volunteer(session, a_unit(session))
        session.add(Place(volunteer_id=volunteer.id, kind=PlaceKind.HOME, longitude=116.7, latitude=39.5))
        session.add(Availability(volunteer_id=volunteer.id, weekday=5, from_minute=480, until_minute=720))

    with transaction(sessions) as session:
        session.delete(session.scalars(select(Volunteer)).one())

    with reading(sessions) as session:
        assert session.scalar(select(func.count(Place.id))) == 0
        assert session.scalar(select(func.count(Availability.id))) == 0


def test_a_new_file_can_be_opened_by_many_at_once(tmp_path: Path) -> None:
    # Only now and then do openers meet in the one moment where SQLite waits for nobody.
    for number in range(20):
        settings = settings_of(f"sqlite:///{tmp_path / str(number)}.db", tmp_path)
        with ThreadPoolExecutor(8) as pool:
            journals = list(pool.map(_journal, [settings] * 8))

        assert journals == ["wal"] * 8


def _journal(settings: Settings) -> object:
    engine = open_engine(settings)
    try:
        with engine.connect() as connection:
            return connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    finally:
        engine.dispose()
